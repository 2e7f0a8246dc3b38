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
    return preferences
  }

  /// How images are drawn: as the option says, else the person's file, else with ASCII.
  func imageShading() -> ImageShading {
    self[.shading] ?? ProgramEnvironment.current.preferencesFile.load().imageShading
  }
}
