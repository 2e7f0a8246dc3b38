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
