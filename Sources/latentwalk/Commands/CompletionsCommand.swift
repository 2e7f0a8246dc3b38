internal import ProgramOptions

let completionsCommand = Command(
  "completions", .one("SHELL"), "print a script by which a shell completes commands and options",
  details: """
    SHELL is bash, zsh or fish. The script is made of the table of commands and options, and goes
    where the shell looks for it:

      bash  ~/.local/share/bash-completion/completions/latentwalk
      zsh   _latentwalk in a folder of fpath, before compinit
      fish  ~/.config/fish/completions/latentwalk.fish

    In bash and zsh, eval "$(latentwalk completions bash)" in ~/.bashrc or ~/.zshrc does as well.
    """,
  options: OptionList(), completion: .words(Shell.allCases.map(\.rawValue)),
  examples: [
    "latentwalk completions bash > ~/.local/share/bash-completion/completions/latentwalk",
    "latentwalk completions fish > ~/.config/fish/completions/latentwalk.fish",
  ]
) { arguments in
  guard let shell = Shell(rawValue: arguments.operand) else {
    throw UsageError.invalidValue(
      option: "SHELL", value: arguments.operand,
      expected: "one of " + Shell.allCases.map(\.rawValue).joined(separator: ", "))
  }
  return {
    printOut(Latentwalk.description.completionScript(for: shell))
    return 0
  }
}
