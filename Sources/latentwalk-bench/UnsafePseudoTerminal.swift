internal import CBenchmarks
internal import Foundation

/// Why a program could not be started on a terminal of its own.
struct PseudoTerminalError: Error, CustomStringConvertible {
  let what: String
  let code: Int32

  var description: String { unsafe "\(what): \(String(cString: strerror(code)))" }
}

/// A terminal without a screen, and a program that runs on it.
final class PseudoTerminal {
  private let terminal: Int32
  private let process: pid_t

  /// Starts the program at `path` on a new terminal of `columns` x `rows`.
  init(_ path: String, _ arguments: [String], environment: [String], columns: Int, rows: Int) throws
  {
    var terminal: Int32 = -1
    process = unsafe withCStrings([path] + arguments) { argv in
      unsafe withCStrings(environment) { envp in
        unsafe cb_run_on_terminal(path, argv, envp, UInt16(columns), UInt16(rows), &terminal)
      }
    }
    guard process > 0 else { throw PseudoTerminalError(what: path, code: errno) }
    self.terminal = terminal
  }

  deinit {
    kill(process, SIGKILL)
    _ = waitpid(process, nil, 0)
    close(terminal)
  }

  func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe Foundation.write(terminal, $0.baseAddress, $0.count) }
  }

  /// The output of the program, waiting up to `seconds` for some; empty when there was none.
  func read(within seconds: Double) -> [UInt8] {
    var state = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&state, 1, Int32((seconds * 1000).rounded(.up))) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe buffer.withUnsafeMutableBytes {
      unsafe Foundation.read(terminal, $0.baseAddress, $0.count)
    }
    guard count > 0 else { return [] }
    let bytes = Array(buffer[..<count])
    if bytes.firstRange(of: Self.kindQuestion) != nil { write(Self.kindAnswer) }
    return bytes
  }

  /// What a program asks a terminal's kind by, and what nearly every terminal answers.
  private static let kindQuestion = Array("\u{1b}[c".utf8)
  private static let kindAnswer = "\u{1b}[?62;22c"
}

/// Calls `body` with a null-terminated array of C strings, valid during the call.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = unsafe strings.map { unsafe strdup($0) }
  unsafe pointers.append(nil)
  defer { unsafe pointers.forEach { unsafe free($0) } }
  return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
    guard let base = buffer.baseAddress else { preconditionFailure("an array that is not empty") }
    return unsafe body(base)
  }
}
