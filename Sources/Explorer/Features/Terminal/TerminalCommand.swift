/// Requests that the terminal meets by itself.
public enum TerminalCommand: Equatable, Sendable {
  /// Stops the program as the shell's job control does, or draws the whole screen anew.
  case suspend, redraw
}

extension TerminalCommand {
  static let rows: [CommandRow] = [
    CommandRow("suspend", "Ctrl-Z", "suspend; fg brings it back", .terminal(.suspend)),
    CommandRow("redraw", "Ctrl-L", "draw the screen anew", .terminal(.redraw)),
  ]
}
