/// The words that a command takes besides options, as in `RUN|MODEL`.
package enum Operands: Sendable {
  case none
  case one(String)
  case optional(String)
  /// At least one.
  case some(String, most: Int)
  case any(String, most: Int)

  /// How they are shown in help, as in `[NAME]`.
  var usage: String {
    switch self {
    case .none: ""
    case .one(let name): name
    case .optional(let name): "[\(name)]"
    case .some(let name, _): "\(name) ..."
    case .any(let name, _): "[\(name) ...]"
    }
  }

  /// Checks that as many were given as the command takes, and that each says something.
  func check(_ words: [String], of command: String) throws(UsageError) {
    let (least, most): (Int, Int) =
      switch self {
      case .none: (0, 0)
      case .one: (1, 1)
      case .optional: (0, 1)
      case .some(_, let most): (1, most)
      case .any(_, let most): (0, most)
      }
    if words.count < least { throw .missingOperand(name, command: command) }
    if words.count > most { throw .unexpectedOperand(words[most], command: command) }
    if words.contains("") { throw .unexpectedOperand("", command: command) }
  }

  private var name: String {
    switch self {
    case .none: ""
    case .one(let name), .optional(let name), .some(let name, _), .any(let name, _):
      name.split(separator: "|").joined(separator: " or ")
    }
  }
}
