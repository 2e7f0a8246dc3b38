internal import Foundation

/// How a process ended.
package enum ProcessEnd: Equatable, Sendable, CustomStringConvertible {
  case status(Int32)
  case signal(Int32)

  package var description: String {
    switch self {
    case .status(let status): "ended with status \(status)"
    case .signal(let signal): "was ended by signal \(signal)"
    }
  }
}

/// Runs a command line by the shell, and waits for its end. It stands in the foreground of the terminal, where there is
/// one: an interrupt from the keyboard is for it, and this program sees how it ended.
func shellEnd(of line: String) -> ProcessEnd {
  // Foundation's Process starts a group of its own, which no key reaches.
  let status = unsafe system(line)
  guard status >= 0 else { return .status(127) }
  let signal = status & 0x7f
  return signal == 0 ? .status(status >> 8 & 0xff) : .signal(signal)
}
