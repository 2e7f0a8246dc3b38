internal import CursesTerminal
internal import ProgramOptions
internal import TerminalUI

extension OptionList {
  /// The look of a screen on the terminal.
  static let screen = OptionList(.color, .glyphs, .background)
}

extension Option {
  static var color: Option<ColorDepth?> { color(otherwise: "what the terminal has") }

  static func color(otherwise: String) -> Option<ColorDepth?> {
    Option<ColorDepth?>(
      "--color", .choice([("256", .indexed), ("16", .sixteen), ("none", .none)]),
      otherwise: otherwise, help: "colors of the screen")
  }

  static var glyphs: Option<GlyphSet?> { glyphs(otherwise: "what the locale has") }

  static func glyphs(otherwise: String) -> Option<GlyphSet?> {
    Option<GlyphSet?>(
      "--glyphs", .choice, otherwise: otherwise, help: "characters of the screen")
  }

  static var background: Option<Background?> { background(otherwise: "COLORFGBG's, or dark") }

  static func background(otherwise: String) -> Option<Background?> {
    Option<Background?>(
      "--background", .choice, otherwise: otherwise, help: "what lies behind the text")
  }
}

extension Arguments {
  /// The look of a screen: as the options say, else as the terminal can.
  func capabilities() -> Capabilities {
    let probe = TerminalProbe(environment: ProgramEnvironment.current.variables).capabilities
    return Capabilities(
      colors: self[.color] ?? probe.colors, glyphs: self[.glyphs] ?? probe.glyphs,
      background: self[.background] ?? probe.background)
  }
}
