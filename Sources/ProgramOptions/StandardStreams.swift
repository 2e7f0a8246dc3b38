internal import Foundation
internal import Synchronization

/// Writes text to standard output, with nothing in it that commands a terminal.
package func printOut(_ text: String) { writeOut(Array(printableLines(text).utf8)) }

/// Writes bytes to standard output. A failure does not stop what is under way, as a training run; the
/// program tells of the first one at its end.
package func writeOut(_ bytes: [UInt8]) {
  do {
    try FileHandle.standardOutput.write(contentsOf: Data(bytes))
  } catch {
    firstOutputFailure.withLock { $0 = $0 ?? error }
  }
}

/// The first failure on standard output, if any.
package var outputFailure: (any Error)? { firstOutputFailure.withLock { $0 } }

private let firstOutputFailure = Mutex<(any Error)?>(nil)

/// Writes text to standard error, where there is one, with nothing in it that commands a terminal.
package func printError(_ text: String) { writeError(printableLines(text)) }

/// Writes what is wrong, in one line that says which program it is from.
package func printErrorLine(_ message: String) {
  writeError("latentwalk: \(cut(printable(message), to: 700))\n")
}

/// Writes text over the last line of standard error, which must be a terminal.
package func overwriteErrorLine(_ text: String = "") {
  writeError("\r\u{1b}[K\(printable(text))")
}

private func writeError(_ text: String) {
  try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}

/// Whether a standard stream is a terminal.
package enum StandardStream: Int32 {
  case input, output, error

  package var isTerminal: Bool { isatty(rawValue) != 0 }
}
