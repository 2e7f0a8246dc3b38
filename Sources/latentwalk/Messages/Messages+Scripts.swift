internal import Explorer
internal import ProgramOptions

extension ScriptFileError: Explainable {
  var message: String { "\(path): \(error.message)" }
}

extension ScriptError: Explainable {
  var message: String {
    switch fault {
    case .unknownCommand(let name): "line \(line): there is no command \(printable(name))"
    case .wrongArguments(let name): "line \(line): that is not what \(printable(name)) takes"
    }
  }
}

extension KeyMapError: Explainable {
  var message: String { text }
}
