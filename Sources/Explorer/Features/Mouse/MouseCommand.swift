/// Requests to the mouse.
public enum MouseCommand: Equatable, Sendable {
  /// Takes it in, or leaves it to the terminal, which marks text by it.
  case toggle, use(Bool)
}

extension MouseCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "mouse", "", "use the mouse, or leave it to the terminal; remembered",
      [("", .mouse(.toggle))]
    ).taking(.word(["on": .mouse(.use(true)), "off": .mouse(.use(false))]))
  ]
}
