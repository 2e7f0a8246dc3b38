extension ProgramDescription {
  /// A script for bash from 3.2 on that needs nothing else.
  var bashCompletion: String {
    """
    # Completion of \(name) \(version) for bash.

    \(completionFunction)() {
      local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
      local command=${COMP_WORDS[1]} options= words= files=
      # Bash takes the sign of --option=value for a word.
      if [[ $cur == = ]]; then
        cur=
      elif [[ $prev == = ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
      fi
      if [[ $COMP_CWORD -eq 1 || $command == -* ]]; then command=; fi
      case $command in
    \(everyCommand.map(branch).joined(separator: "\n"))
        help) words=\(commandNames) ;;
      esac
      case $command$prev in
    \(valuePatterns(branch).joined(separator: "\n"))
        *) if [[ $cur == -* ]]; then words=$options files=; fi ;;
      esac
      COMPREPLY=($(compgen -W "$words" -- "$cur"))
      if [[ $files ]]; then
        local IFS=$'\\n'
        compopt -o filenames 2>/dev/null
        COMPREPLY+=($(compgen -f -- "$cur"))
      fi
    }

    complete -F \(completionFunction) \(name)
    """
  }

  private var commandNames: String {
    shellQuoted((commands.map(\.name) + ["help"]).joined(separator: " "))
  }

  private func branch(_ command: Command) -> String {
    let options = shellQuoted(command.options.map(\.name).joined(separator: " "))
    guard !command.name.isEmpty else {
      return "    '') options=\(options); [[ $COMP_CWORD -eq 1 ]] && words=\(commandNames) ;;"
    }
    return "    \(command.name)) options=\(options)\(offer(command.completion)) ;;"
  }

  private func branch(_ patterns: [String], _ option: any OptionDescription) -> String {
    "    \(patterns.joined(separator: "|"))) words= files=\(offer(option.completion)) ;;"
  }

  private func offer(_ completion: Completion) -> String {
    (completion.words.isEmpty
      ? "" : " words=\(shellQuoted(completion.words.joined(separator: " ")))")
      + (completion.hasFiles ? " files=1" : "")
  }
}
