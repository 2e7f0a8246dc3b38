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

  static var background: Option<Background?> {
    background(otherwise: "COLORFGBG's, the terminal's, or dark")
  }

  static func background(otherwise: String) -> Option<Background?> {
    Option<Background?>(
      "--background", .choice, otherwise: otherwise, help: "what lies behind the text")
  }
}

/// The look of a screen on the terminal.
struct ScreenLook {
  /// What it is drawn with, on a dark background where nothing tells of one.
  let capabilities: Capabilities
  /// Whether the terminal itself has to be asked for its background.
  let asksBackground: Bool

  /// What it is drawn with, once the terminal is open.
  func capabilities(on terminal: CursesTerminal) -> Capabilities {
    var capabilities = capabilities
    if asksBackground, let told = terminal.askBackground() { capabilities.background = told }
    return capabilities
  }
}

extension Arguments {
  /// The look of a screen: as the options say, else as the terminal can.
  func look() -> ScreenLook {
    let probe = TerminalProbe(environment: ProgramEnvironment.current.variables)
    var capabilities = probe.capabilities
    capabilities.colors = self[.color] ?? capabilities.colors
    capabilities.glyphs = self[.glyphs] ?? capabilities.glyphs
    let background = self[.background] ?? probe.background
    capabilities.background = background ?? .dark
    return ScreenLook(
      capabilities: capabilities,
      asksBackground: background == nil && capabilities.colors != .none && probe.canBeAsked)
  }
}
