/// An option of a command, as it is parsed and as help explains it.
struct OptionSpec: Sendable {
  let name: String
  /// What stands for the value in help; nil for a switch.
  let value: String?
  let help: String

  init(_ name: String, _ value: String? = nil, _ help: String) {
    self.name = name
    self.value = value
    self.help = help
  }
}

/// A command, as it is parsed, explained and run.
struct CommandSpec: Sendable {
  let name: String
  /// What stands for its arguments in help, as in `MODEL` or `[NAME]`.
  let arguments: String
  let maximumArguments: Int
  let summary: String
  let details: String
  let options: [OptionSpec]
  let examples: [String]
  let run: @Sendable (Arguments) throws -> Int32

  init(
    _ name: String, arguments: String = "", maximumArguments: Int = 0, _ summary: String,
    details: String = "", options: [OptionSpec], examples: [String] = [],
    run: @escaping @Sendable (Arguments) throws -> Int32
  ) {
    self.name = name
    self.arguments = arguments
    self.maximumArguments = maximumArguments
    self.summary = summary
    self.details = details
    self.options = options + [OptionSpec("--help", nil, "explain this command")]
    self.examples = examples
    self.run = run
  }

  var usage: String {
    (["latentwalk", name, arguments] + (options.count > 1 ? ["[options]"] : []))
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  var help: String {
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
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 1))
  }
}
