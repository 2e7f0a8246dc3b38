internal import Foundation

/// Writes text to standard output.
package func printOut(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

/// Writes text to standard error.
package func printError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

/// Whether a standard stream is a terminal.
package enum StandardStream: Int32 {
  case input, output, error

  package var isTerminal: Bool { isatty(rawValue) != 0 }
}

/// `text` with everything that could command a terminal made visible.
package func printable(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
    result.append(
      contentsOf: isControl ? Array(scalar.escaped(asASCII: true).unicodeScalars) : [scalar])
  }
  return String(result)
}
