/// Requests to the list of messages.
public enum MessagesCommand: Equatable, Sendable {
  /// Shows lines that are so many places older.
  case scroll(Int)
}

extension MessagesCommand {
  static let rows: [CommandRow] = [
    CommandRow("messages", "Ctrl-O", "what was told so far, and when", .open(.messages))
  ]

  static let modeRows: [CommandRow] = [
    CommandRow(
      "messages.scroll", "up down", "newer, older ones",
      [
        ("Up k", .messages(.scroll(-1))), ("Down j", .messages(.scroll(1))),
        ("PageUp", .messages(.scroll(-10))), ("PageDown", .messages(.scroll(10))),
      ]),
    CommandRow("back", "Esc", "close the list", [("Esc q Ctrl-O", .back)]),
  ]
}
