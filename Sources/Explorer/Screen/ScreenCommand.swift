/// Requests to the screen as a whole.
public enum ScreenCommand: Equatable, Sendable {
  /// Gives the keys to the next pane on screen, or to the one before.
  case nextPane, previousPane
  /// Gives the keys to a pane, and shows it.
  case showPane(Pane)
  /// Shows the pane that has the keys alone, or all panes.
  case toggleMaximized
  /// Draws for a dark, or for a light background.
  case nextTheme
}

extension ScreenCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "pane.next", "Tab Shift-Tab", "next, previous pane", hint: "pane",
      [("Tab", .screen(.nextPane)), ("Shift-Tab", .screen(.previousPane))]),
    CommandRow(
      "pane.show", "F1-F4", "focus a pane",
      Pane.allCases.map { ("F\($0.rawValue + 1)", .screen(.showPane($0))) }),
    CommandRow("pane.maximize", "+", "this pane alone, or all panes", .screen(.toggleMaximized)),
    CommandRow(
      "view.theme", "t", "colors for a dark or a light background", .screen(.nextTheme)),
  ]
}
