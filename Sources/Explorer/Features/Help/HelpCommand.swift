/// Requests to the help.
public enum HelpCommand: Equatable, Sendable {
  /// Opens the help at its first line.
  case open
  /// Scrolls by lines, down where positive.
  case scroll(Int)
}

extension HelpCommand {
  static let rows: [CommandRow] = [
    CommandRow("help", "?", "this help", hint: "help", .help(.open))
  ]

  static let modeRows: [CommandRow] = [
    CommandRow(
      "help.scroll", "up and down", "scroll",
      [("Down j", .help(.scroll(1))), ("Up k", .help(.scroll(-1)))]),
    CommandRow(
      "help.scroll", "PageUp PageDown", "scroll by ten",
      [("PageDown", .help(.scroll(10))), ("PageUp", .help(.scroll(-10)))]),
  ]
}
