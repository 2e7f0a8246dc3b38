internal import Autoencoders
internal import TerminalUI

extension HistorySize {
  /// How much there is, and what it takes on disk.
  var summary: String {
    guard epochs > 0 else { return "none" }
    let weights = exact == epochs ? "all with exact weights" : "\(exact) with exact weights"
    return "\(counted(epochs, "epoch")), \(weights), \(byteText(bytes))"
  }

  /// The line at the end of training; nil where there is none.
  var line: String? { epochs > 0 ? "history: \(summary)" : nil }
}
