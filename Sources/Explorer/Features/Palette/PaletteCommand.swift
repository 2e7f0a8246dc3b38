/// Requests to the list of commands.
public enum PaletteCommand: Equatable, Sendable {
  /// Opens it, with the words that the screens use after the commands, or without.
  case open(hasGlossary: Bool)
  /// Opens it with a line begun.
  case ask(String)
  /// Chooses an entry by places in the list.
  case select(Int)
  /// Completes what was typed.
  case complete
  /// Does what was typed or chosen.
  case run
}

extension PaletteCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "help", "?", "every key and command, and what the words mean; type to search", hint: "help",
      .palette(.open(hasGlossary: true))),
    CommandRow(
      "palette", ":", "type a command", .palette(.open(hasGlossary: false))),
  ]

  static let modeRows: [CommandRow] = [
    CommandRow(
      "palette.select", "up down", "choose an entry",
      [
        ("Up", .palette(.select(-1))), ("Down", .palette(.select(1))),
        ("PageUp", .palette(.select(-10))), ("PageDown", .palette(.select(10))),
        ("Home", .palette(.select(-.max))), ("End", .palette(.select(.max))),
      ]),
    CommandRow("palette.run", "Enter", "do it", .palette(.run)),
    CommandRow("palette.complete", "Tab", "complete what was typed", .palette(.complete)),
    CommandRow("back", "Esc", "close the list", .back),
  ]
}
