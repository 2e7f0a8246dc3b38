internal import Explorer
internal import ProgramOptions
internal import TerminalUI

/// Options that say for once what a person's preferences say for ever.
extension Option {
  static var shading: Option<ImageShading?> {
    Option<ImageShading?>(
      "--shading", .choice, otherwise: "the user's config.json's, or ascii",
      help: "draw images with characters, or with filled cells")
  }

  static var background: Option<Background?> {
    background(otherwise: "the user's config.json's, COLORFGBG's, the terminal's, or dark")
  }

  static var theme: Option<ThemeChoice?> {
    Option<ThemeChoice?>(
      "--theme", .choice, otherwise: "the user's config.json's, or for the background there is",
      help: "colors for a dark or light background, or with nothing faint")
  }

  static func background(otherwise: String) -> Option<Background?> {
    Option<Background?>(
      "--background", .choice, otherwise: otherwise, help: "what lies behind the text")
  }
}

extension Arguments {
  /// What the options say, else what the person's file says.
  func preferences(in environment: ProgramEnvironment) -> Preferences {
    var preferences = environment.preferencesFile.load()
    preferences.shading = self[.shading] ?? preferences.shading
    preferences.background = self[.background] ?? preferences.background
    switch self[.theme] {
    case .dark: (preferences.background, preferences.contrast) = (.dark, .usual)
    case .light: (preferences.background, preferences.contrast) = (.light, .usual)
    case .highContrast: preferences.contrast = .high
    case nil: break
    }
    return preferences
  }

  /// How images are drawn: as the option says, else the person's file, else with ASCII.
  func imageShading() -> ImageShading {
    self[.shading] ?? ProgramEnvironment.current.preferencesFile.load().imageShading
  }
}
