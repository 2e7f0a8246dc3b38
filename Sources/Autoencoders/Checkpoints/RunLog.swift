internal import FileFormats

/// A run's log while it is written. Lines are taken at any time; what cannot be written stays in memory.
final class RunLog {
  private let file: LineFile

  /// Lines that are in neither the file nor memory: those beyond `LineFile.limit`, some 25 000, and those
  /// with a number that JSON cannot say.
  private(set) var lostLines = 0

  init(_ file: LineFile) { self.file = file }

  /// Whether all lines are written.
  var isWritten: Bool { file.isWritten }

  /// Takes a line that is to be written.
  func append(_ line: MetricsLine) {
    guard let text = try? line.text(), file.append(text) else {
      lostLines += 1
      return
    }
  }

  /// Takes a mark of another course.
  func append(_ change: CourseChange) {
    guard let text = try? change.text(), file.append(text) else {
      lostLines += 1
      return
    }
  }

  /// Whether the next write replaces lines that are in the file, for the run went back.
  var isToBeReplaced: Bool { file.isToBeReplaced }

  /// Takes back the lines of what a run did after `position`, and marks that it went back. The file follows
  /// with the next write, which is to come after the checkpoint of `position`: until then a run that is killed
  /// goes on where it was.
  func goBack(to position: TrainingPosition) throws(RunFolderError) {
    let text = String(decoding: try contents(), as: UTF8.self)
    file.replace(with: Array(MetricsLog(parsing: text).before(position).text.utf8))
  }

  /// Writes what is not written yet.
  func write() throws(RunFolderError) {
    do { try file.write() } catch { throw .file(error) }
  }

  /// Returns when all lines outlive a loss of power.
  func synchronize() throws(RunFolderError) {
    do { try file.synchronize() } catch { throw .file(error) }
  }

  /// The whole text, written or not.
  func contents() throws(RunFolderError) -> [UInt8] {
    do { return try file.contents() } catch { throw .file(error) }
  }
}
