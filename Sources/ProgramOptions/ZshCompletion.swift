extension ProgramDescription {
  /// A script for zsh, to be read as it is or as a file of `fpath`.
  var zshCompletion: String {
    """
    #compdef \(name)
    # Completion of \(name) \(version) for zsh.

    \(completionFunction)() {
      local command=$words[2] previous=$words[CURRENT-1]
      local -a offered options
      if (( CURRENT == 2 )) || [[ $command == -* ]]; then command=; fi
      if [[ $PREFIX == --*=* ]]; then
        previous=${PREFIX%%=*}
        compset -P '*='
      fi
      case $command$previous in
    \(valuePatterns(branch).joined(separator: "\n"))
      esac
      case $command in
    \(everyCommand.map(branch).joined(separator: "\n"))
        (help) offered=(\(commandNames)) ;;
      esac
      if [[ $PREFIX == -* ]]; then
        _describe -o option options
      elif (( $#offered )); then
        _describe word offered
      fi
    }

    if [[ $funcstack[1] == \(completionFunction) ]]; then
      \(completionFunction) "$@"
    else
      compdef \(completionFunction) \(name)
    fi
    """
  }

  private var commandNames: String {
    (commands.map { described($0.name, $0.summary) } + [described("help", "explain a command")])
      .joined(separator: " ")
  }

  private func branch(_ command: Command) -> String {
    let options = command.options.map { described($0.name, $0.help) }.joined(separator: " ")
    let pattern = command.name.isEmpty ? "''" : command.name
    let offered =
      command.name.isEmpty
      ? "; (( CURRENT == 2 )) && offered=(\(commandNames))"
      : command.completion.words.isEmpty
        ? "" : "; offered=(\(command.completion.words.map(shellQuoted).joined(separator: " ")))"
    let files = command.completion.hasFiles ? "; [[ $PREFIX == -* ]] || _files" : ""
    return "    (\(pattern)) options=(\(options))\(offered)\(files) ;;"
  }

  private func branch(_ patterns: [String], _ option: any OptionDescription) -> String {
    let words = option.completion.words.map(shellQuoted).joined(separator: " ")
    let actions =
      (words.isEmpty ? [] : ["compadd -- \(words)"])
      + (option.completion.hasFiles ? ["_files"] : [])
      + (option.completion == .nothing
        ? ["_message -r \(shellQuoted(option.placeholder ?? ""))"] : [])
    return "    (\(patterns.joined(separator: "|"))) \(actions.joined(separator: "; ")); return ;;"
  }

  /// A word and what it means, with a colon between as `_describe` wants it.
  private func described(_ word: String, _ meaning: String) -> String {
    shellQuoted("\(word):\(meaning.replacing(":", with: "\\:"))")
  }
}
