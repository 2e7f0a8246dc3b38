extension ProgramDescription {
  /// A script for fish, one line a word.
  var fishCompletion: String {
    var lines = ["# Completion of \(name) \(version) for fish.", "complete -c \(name) -f"]
    lines += commands.map { command in
      "complete -c \(name) -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.summary))"
    }
    for command in everyCommand {
      lines += command.options.map { line(for: $0, of: command) }
      lines += operandLines(of: command)
    }
    return lines.joined(separator: "\n")
  }

  private func line(for option: any OptionDescription, of command: Command) -> String {
    let value =
      option.placeholder == nil ? "" : option.completion.hasFiles ? " -r -F" : " -x"
    return line(of: command) + " -l \(option.name.dropFirst(2))" + value
      + words(option.completion) + " -d \(quoted(option.help))"
  }

  private func operandLines(of command: Command) -> [String] {
    guard !command.name.isEmpty, command.completion != .nothing else { return [] }
    return [
      line(of: command) + (command.completion.hasFiles ? " -F" : "") + words(command.completion)
    ]
  }

  private func line(of command: Command) -> String {
    let condition =
      command.name.isEmpty
      ? "__fish_use_subcommand" : quoted("__fish_seen_subcommand_from \(command.name)")
    return "complete -c \(name) -n \(condition)"
  }

  private func words(_ completion: Completion) -> String {
    completion.words.isEmpty ? "" : " -a \(quoted(completion.words.joined(separator: " ")))"
  }

  /// Between single quotes, fish reads two characters after a backslash as themselves.
  private func quoted(_ text: String) -> String {
    "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
  }
}
