internal import ProgramOptions

extension OptionDefaultsError: Explainable {
  var message: String {
    switch self {
    case .notAnObject(let path): "'\(printable(path))' is no JSON object"
    case .unknownCommand(let path, let nearest):
      "'\(printable(path))' is of no command\(suggestion(nearest))"
    case .unknownOption(let path, let nearest):
      "'\(printable(path))' is no option there\(suggestion(nearest))"
    case .onlyTyped(let path):
      "'\(printable(path))' can only be given on the command line"
    case .invalidValue(let path, let found, let expected):
      "'\(printable(path))' is \(printable(found)), not \(expected)"
    }
  }
}

extension UsageError: Explainable {
  var message: String { summary }
}
