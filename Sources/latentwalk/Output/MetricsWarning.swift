internal import Autoencoders
internal import FileFormats
internal import ProgramOptions

/// Something that is wrong with a run's log, and no reason to end the run.
enum MetricsWarning {
  /// The first line that could not be written.
  case notWritten(RunFolderError)
  /// How many lines could not be written in all.
  case lost(lines: Int, RunFolder)
  /// Lines that a resumed run found and could not read.
  case damaged(lines: [Int], RunFolder)

  var text: String {
    switch self {
    case .notWritten(let error):
      "\(message(for: error)); training goes on, its log has a gap"
    case .lost(let lines, let folder):
      "\(folder.metricsPath) lacks \(lines) \(lines == 1 ? "line" : "lines")"
    case .damaged(let lines, let folder):
      "\(folder.metricsPath): line \(lines.map(String.init).joined(separator: ", ")) "
        + "cannot be read and is left out"
    }
  }

  func show() { printErrorLine(text) }
}
