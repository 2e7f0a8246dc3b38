internal import FileFormats

/// A run's log while it is written. Lines are taken at any time; what cannot be written stays in memory.
final class RunLog: RunStream {
  let file: GrowingFile
  /// Each line is written as it comes: people and programs read along.
  let mostUnwritten = 0

  /// Lines that are in neither the file nor memory: those beyond `GrowingFile.limit`, some 25 000, and those
  /// with a number that JSON cannot say.
  private(set) var lostLines = 0

  /// Lines in the file and in memory.
  private var lines: Int

  /// - Parameter lines: how many are in the file.
  init(_ file: GrowingFile, lines: Int) { (self.file, self.lines) = (file, lines) }

  /// Takes a line that is to be written.
  func append(_ line: MetricsLine) { append(try? line.text()) }

  /// Takes a mark of another course.
  func append(_ change: CourseChange) { append(try? change.text()) }

  private func append(_ text: String?) {
    guard let text, file.append(line: text) else {
      lostLines += 1
      return
    }
    lines += 1
  }

  /// Takes back the lines of what a run did after `position`, and marks that it went back. The file follows
  /// with the next write, which is to come after the checkpoint of `position`: until then a run that is killed
  /// goes on where it was.
  func goBack(to position: TrainingPosition) throws(RunFolderError) {
    let text = MetricsLog(parsing: String(decoding: try contents(), as: UTF8.self))
      .before(position).text
    file.replace(with: Array(text.utf8))
    lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
  }

  /// What can be had of the text: all of it, or where the file cannot be read any more what is in memory.
  func salvage() -> [UInt8] {
    if let all = try? file.contents() { return all }
    let rest = file.unwrittenContents
    lostLines += max(lines - rest.count { $0 == UInt8(ascii: "\n") }, 0)
    return rest
  }

  /// The whole text, written or not.
  private func contents() throws(RunFolderError) -> [UInt8] {
    do { return try file.contents() } catch { throw .file(error) }
  }
}
