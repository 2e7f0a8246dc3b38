internal import Autoencoders
internal import FileFormats
internal import ProgramOptions

/// Something that is wrong with a run's files, and no reason to end the run.
enum StorageWarning {
  /// The first thing that could not be written.
  case notWritten(RunFolderError)
  /// All that could not be written is.
  case writtenAgain(RunFolder)
  /// Lines of the log that could not be written and that there was no room to keep.
  case lost(lines: Int, RunFolder)
  /// Lines that a resumed run found and could not read.
  case damaged(lines: [Int], RunFolder)
  /// No other process can be kept from writing the run too.
  case notExclusive(RunFolder)
  /// The run's own folder could not be written at the end.
  case rescued(RunFolder, because: RunFolderError)

  init(_ event: StorageEvent, _ folder: RunFolder) {
    switch event {
    case .failed(let error): self = .notWritten(error)
    case .recovered: self = .writtenAgain(folder)
    }
  }

  var text: String {
    switch self {
    case .notWritten(let error):
      "\(message(for: error)); training goes on, it is kept in memory and tried again"
    case .writtenAgain(let folder):
      "\(folder.path) can be written again"
    case .lost(let lines, let folder):
      "\(folder.metricsPath) lacks \(lines) \(lines == 1 ? "line" : "lines")"
    case .damaged(let lines, let folder):
      "\(folder.metricsPath): \(lines.count == 1 ? "line" : "lines") "
        + "\(lines.map(String.init).joined(separator: ", ")) cannot be read and "
        + "\(lines.count == 1 ? "is" : "are") left out"
    case .notExclusive(let folder):
      "the file system of \(folder.path) has no locks; take care that nothing else trains "
        + "this run"
    case .rescued(let folder, let error):
      "\(message(for: error)); the whole run was saved in \(folder.path) instead"
    }
  }

  /// The line that stays on screen while a run cannot be saved.
  static func notice(_ error: RunFolderError) -> String {
    let reason = if case .file(let error) = error { error.reason } else { message(for: error) }
    return "not saved: \(printable(reason)); training goes on, saving is tried again"
  }

  func show() { printErrorLine(text) }
}
