/// Requests to the screen as a whole.
public enum ScreenCommand: Equatable, Sendable {
  /// Shows a page.
  case show(Screen)
  /// Gives the keys to the next pane on screen, or to the one before.
  case nextPane, previousPane
  /// Shows the pane that has the keys alone, or all panes.
  case toggleMaximized
  /// Draws in the next of the themes, or in a certain one.
  case nextTheme, theme(ThemeChoice)
}

/// A way to choose colors.
public enum ThemeChoice: String, CaseIterable, Sendable {
  /// For a dark background, or for a light one.
  case dark, light
  /// With nothing faint, on the background there is.
  case highContrast = "high-contrast"
}

extension ScreenCommand {
  static let rows: [CommandRow] =
    Screen.allCases.map { screen in
      CommandRow(
        "screen.\(screen.title.lowercased())", "F\(screen.rawValue)", screen.help,
        .screen(.show(screen)))
    } + [
      CommandRow(
        "pane.next", "Tab Shift-Tab", "next, previous pane", hint: "pane",
        [("Tab", .screen(.nextPane)), ("Shift-Tab", .screen(.previousPane))]
      ).taking(.word(["next": .screen(.nextPane), "previous": .screen(.previousPane)])),
      CommandRow("pane.maximize", "+", "this pane alone, or all panes", .screen(.toggleMaximized)),
      CommandRow(
        "view.theme", "t", "colors for a dark or a light background, and both in high contrast",
        .screen(.nextTheme)
      ).taking(
        .word([
          "dark": .screen(.theme(.dark)), "light": .screen(.theme(.light)),
          "high-contrast": .screen(.theme(.highContrast)),
        ])),
    ]
}

extension Screen {
  /// The line that explains it.
  fileprivate var help: String {
    switch self {
    case .walk: "the latent space, and the image under the cursor"
    case .train: "losses, rates and the health of the training"
    case .images: "images and what the model makes of them"
    case .code: "every value of the code under the cursor"
    case .draw: "an image that you draw, its code and what the model makes of it"
    case .compare: "two runs side by side, their cursors linked"
    case .runs: "the runs on this machine"
    }
  }
}
