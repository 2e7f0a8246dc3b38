/// A command line that does not say what to do. Status 2.
package enum UsageError: Error, Equatable {
  case unknownCommand(String, nearest: String?)
  case unknownOption(String, command: String, nearest: String?)
  case missingValue(option: String, expected: String)
  case invalidValue(option: String, value: String, expected: String)
  case unexpectedValue(option: String)
  case repeated(option: String)
  case missingOperand(String, command: String)
  case unexpectedOperand(String, command: String)
  case unknownPreset(String, nearest: String?)
  /// A word whose bytes are not UTF-8, with those that are none spelled out.
  case notUnicode(String)
  /// An option that would change nothing.
  case unused(option: String, reason: String)
}
