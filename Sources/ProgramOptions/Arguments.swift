/// The words given to a command, checked against its options and operands.
///
/// It remembers which options were read: one that was given and is read by nobody would change nothing,
/// and is refused.
package final class Arguments {
  package let command: Command
  package let operands: [String]
  private let texts: [String: String]
  /// The texts of values that options have where they are not given.
  private var defaults: [String: String]
  /// Options that were given and have not been read, in the order given.
  private var unread: [String] = []
  private var isComplete = false

  /// Parses what follows a command's name: `--option value`, `--option=value`, or an operand.
  ///
  /// - Parameter defaults: the texts of values that options have where they are not given, known to be right.
  package init(
    _ words: some Collection<String>, for command: Command, defaults: [String: String] = [:]
  ) throws(UsageError) {
    var operands: [String] = []
    var texts: [String: String] = [:]
    var words = ArraySlice(Array(words))
    while let word = words.popFirst() {
      guard word.hasPrefix("-"), word.count > 1, Double(word) == nil else {
        operands.append(literalPath(word))
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let option = try command.option(named: String(parts[0]))
      guard texts[option.name] == nil else { throw .repeated(option: option.name) }
      let given = parts.count > 1 ? String(parts[1]) : nil
      texts[option.name] = try Self.value(of: option, given, &words)
      unread.append(option.name)
    }
    try command.operands.check(operands, of: command.invocation)
    self.command = command
    self.operands = operands
    self.texts = texts
    self.defaults = defaults
  }

  /// The text of an option's value, which stood in the same word or is the next.
  private static func value(
    of option: any OptionDescription, _ given: String?, _ words: inout ArraySlice<String>
  ) throws(UsageError) -> String {
    guard let placeholder = option.placeholder else {
      guard given == nil else { throw .unexpectedValue(option: option.name) }
      return ""
    }
    guard let value = given ?? words.popFirst() else {
      throw .missingValue(option: option.name, expected: placeholder)
    }
    try option.check(value)
    return value
  }

  /// The value of an option that the command lists, or its default.
  package subscript<Value>(option: Option<Value>) -> Value {
    precondition(!isComplete, "\(option.name) is read after unused options were refused")
    precondition(
      command.options.contains { $0.name == option.name },
      "\(command.invocation) does not list \(option.name)")
    unread.removeAll { $0 == option.name }
    guard let text = texts[option.name] ?? defaults[option.name] else { return option.absent }
    guard let value = option.parse(text) else {
      preconditionFailure("\(command.invocation) lists another \(option.name) than it reads")
    }
    return value
  }

  /// The first operand, which the command requires.
  package var operand: String {
    precondition(!operands.isEmpty, "\(command.invocation) requires no operand")
    return operands[0]
  }

  /// A complaint about a value that cannot be right here, though it can elsewhere.
  package func invalid<Value>(_ option: Option<Value>, expected: String) -> UsageError {
    .invalidValue(option: option.name, value: texts[option.name] ?? "", expected: expected)
  }
}

// MARK: - Options that would change nothing

extension Arguments {
  /// Refuses those of some options that were given.
  package func refuse<each Value>(
    _ option: repeat Option<each Value>, because reason: String
  ) throws(UsageError) {
    try refuse(OptionList(repeat each option), because: reason)
  }

  /// Refuses those of some options that were given, and does without defaults of them.
  package func refuse(_ list: OptionList, because reason: String) throws(UsageError) {
    dropDefaults(of: list)
    guard let name = list.options.map(\.name).first(where: { texts[$0] != nil }) else { return }
    throw .unused(option: name, reason: reason)
  }

  /// Does without what a file says of some options.
  package func dropDefaults(of list: OptionList) {
    for option in list.options { defaults[option.name] = nil }
  }

  /// Refuses every option that was given and has not been read; none can be read afterwards.
  package func refuseUnread(because reason: String) throws(UsageError) {
    isComplete = true
    guard let name = unread.first else { return }
    throw .unused(option: name, reason: reason)
  }
}
