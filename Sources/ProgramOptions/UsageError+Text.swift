/// The end of a message about a name that is unknown, when another is near.
package func suggestion(_ nearest: String?) -> String {
  nearest.map { "; did you mean \($0)?" } ?? ""
}

extension UsageError {
  /// The fault in one line.
  package var summary: String {
    switch self {
    case .unknownCommand(let name, let nearest):
      "no command '\(name)'\(suggestion(nearest)) (latentwalk --help lists them)"
    case .unknownOption(let name, let command, let nearest):
      "no option \(name)\(suggestion(nearest)) (\(command) --help lists them)"
    case .missingValue(let option, let expected): "\(option) needs a value: \(expected)"
    case .invalidValue(let option, let value, let expected):
      "\(option) '\(value)' is not \(expected)"
    case .unexpectedValue(let option): "\(option) takes no value"
    case .repeated(let option): "\(option) is given twice"
    case .missingOperand(let name, let command):
      "\(command) needs \(name) (\(command) --help explains)"
    case .unexpectedOperand(let value, let command): "\(command) does not take '\(value)'"
    case .unknownPreset(let name, let nearest):
      "no preset '\(name)'\(suggestion(nearest)) (latentwalk presets lists them; a file's name ends in .json)"
    case .notUnicode(let word):
      "'\(word)' is not UTF-8, which every name has to be here; rename the file, or reach it by a link"
    case .unused(let option, let reason): "\(option) has no effect here: \(reason)"
    }
  }
}
