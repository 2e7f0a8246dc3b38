/// A shell that completes the words of a command line by a script.
package enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish
}

extension ProgramDescription {
  /// The script by which a shell completes the program's command lines.
  package func completionScript(for shell: Shell) -> String {
    let script =
      switch shell {
      case .bash: bashCompletion
      case .zsh: zshCompletion
      case .fish: fishCompletion
      }
    return script + "\n"
  }

  /// The function of the script, in shells whose scripts have one.
  var completionFunction: String { "_" + name }

  /// The pattern of `case` that a value of an option is completed by, the command's name before the option's.
  func valuePatterns<Branch>(
    _ branch: (_ patterns: [String], _ option: any OptionDescription) -> Branch
  ) -> [Branch] {
    var order: [any OptionDescription] = []
    var patterns: [String: [String]] = [:]
    for command in everyCommand {
      for option in command.options where option.placeholder != nil {
        let key = "\(option.name) \(option.completion)"
        if patterns[key] == nil { order.append(option) }
        patterns[key, default: []].append(command.name + option.name)
      }
    }
    return order.map { branch(patterns["\($0.name) \($0.completion)"] ?? [], $0) }
  }
}

/// A word between single quotes for bash and zsh, whatever it holds.
func shellQuoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }
