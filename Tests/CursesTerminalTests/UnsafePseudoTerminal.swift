import Foundation

/// The other side of a terminal that takes the place of this process's standard input and output.
struct PseudoTerminal: Sendable {
  private let file: Int32

  /// Puts a new terminal of the kind `term` in the place of standard input and output, for good.
  init(term: String) {
    var (file, own): (Int32, Int32) = (-1, -1)
    let isOpen = unsafe openpty(&file, &own, nil, nil, nil) == 0
    precondition(isOpen && dup2(own, 0) == 0 && dup2(own, 1) == 1, "no terminal: \(errno)")
    self.file = file
    unsafe setenv("TERM", term, 1)
  }

  /// Sends bytes as a keyboard does.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    let count = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
    precondition(count == bytes.count, "\(count) bytes written of \(bytes.count)")
  }
}
