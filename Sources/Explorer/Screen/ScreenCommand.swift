/// What can be done with the screen as a whole.
public enum ScreenCommand: Equatable, Sendable {
  case nextPane, previousPane
  case showPane(Pane)
  case toggleMaximized
  case nextTheme
}

extension ScreenCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "pane.next", "Tab Shift-Tab", "next pane, last pane", hint: "pane",
      [("Tab", .screen(.nextPane)), ("Shift-Tab", .screen(.previousPane))]),
    CommandRow(
      "pane.show", "F1-F4", "give a pane the keys",
      Pane.allCases.map { ("F\($0.rawValue + 1)", .screen(.showPane($0))) }),
    CommandRow("pane.maximize", "+", "this pane alone, or all panes", .screen(.toggleMaximized)),
    CommandRow(
      "view.theme", "t", "colors for a dark or a light background", .screen(.nextTheme)),
  ]
}
