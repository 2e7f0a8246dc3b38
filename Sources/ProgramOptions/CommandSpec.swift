/// An option of a command, as it is parsed and as help explains it.
package struct OptionSpec: Sendable {
  package let name: String
  /// What stands for the value in help; nil for a switch.
  package let value: String?
  package let help: String

  package init(_ name: String, _ value: String? = nil, _ help: String) {
    self.name = name
    self.value = value
    self.help = help
  }
}

/// A command, as it is parsed, explained and run.
package struct CommandSpec: Sendable {
  package let name: String
  /// The program and the command, as they are typed.
  package let invocation: String
  /// What stands for its arguments in help, as in `MODEL` or `[NAME]`.
  package let arguments: String
  package let maximumArguments: Int
  package let summary: String
  package let details: String
  package let options: [OptionSpec]
  package let examples: [String]
  package let run: @Sendable (Arguments) throws -> Int32

  package init(
    _ name: String, arguments: String = "", maximumArguments: Int = 0, _ summary: String,
    details: String = "", options: [OptionSpec], examples: [String] = [],
    program: String = "latentwalk", run: @escaping @Sendable (Arguments) throws -> Int32
  ) {
    self.name = name
    invocation = name.isEmpty ? program : "\(program) \(name)"
    self.arguments = arguments
    self.maximumArguments = maximumArguments
    self.summary = summary
    self.details = details
    self.options = options + [OptionSpec("--help", nil, "explain this command")]
    self.examples = examples
    self.run = run
  }

  package var usage: String {
    ([invocation, arguments] + (options.count > 1 ? ["[options]"] : []))
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  package var help: String {
    var text = "\(usage)\n\n\(summary)\n"
    if !details.isEmpty { text += "\n\(details)\n" }
    text += "\nOptions:\n" + optionLines
    if !examples.isEmpty {
      text += "\nExamples:\n" + examples.map { "  \($0)\n" }.joined()
    }
    return text
  }

  private var optionLines: String {
    let labels = options.map { [$0.name, $0.value].compactMap(\.self).joined(separator: " ") }
    let width = (labels.map(\.count).max() ?? 0) + 2
    return zip(labels, options).map { label, option in
      "  \(label.padded(to: width))\(option.help)\n"
    }.joined()
  }
}

extension String {
  package func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 1))
  }
}
