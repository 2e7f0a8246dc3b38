/// What can be done about help.
public enum HelpCommand: Equatable, Sendable {
  case open
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

/// The help on screen.
public struct HelpFeature: Equatable, Sendable {
  /// Lines that are scrolled away at the top.
  public private(set) var scroll = 0

  init() {}

  /// Does what a command asks for.
  mutating func update(_ command: HelpCommand) {
    switch command {
    case .open: scroll = 0
    case .scroll(let lines): scroll = max(scroll + lines, 0)
    }
  }
}
