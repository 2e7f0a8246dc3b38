internal import Autoencoders
internal import CursesTerminal
internal import Explorer
internal import ProgramOptions
internal import TerminalUI

extension OptionList {
  /// The look of a screen on the terminal.
  static let screen = OptionList(.color, .glyphs, .background, .theme, .shading)
}

extension Option {
  static var historyMemory: Option<Int> {
    Option<Int>(
      "--history-memory", .integer(1...1_000_000, as: "MB"),
      default: EpochHistory.usualLimit / 1_000_000,
      help: "memory for a run's earlier epochs; beyond it every other one is let go")
  }

  static var color: Option<ColorDepth?> { color(otherwise: "what the terminal has") }

  static func color(otherwise: String) -> Option<ColorDepth?> {
    Option<ColorDepth?>(
      "--color",
      .choice([("direct", .direct), ("256", .indexed), ("16", .sixteen), ("none", .none)]),
      otherwise: otherwise, help: "colors of the screen"
    ).orVariable("NO_COLOR")
  }

  static var glyphs: Option<GlyphSet?> { glyphs(otherwise: "what the locale has") }

  static func glyphs(otherwise: String) -> Option<GlyphSet?> {
    Option<GlyphSet?>(
      "--glyphs", .choice, otherwise: otherwise, help: "characters of the screen")
  }
}

/// The look of a screen on the terminal.
struct ScreenLook {
  /// What a person prefers, or asked for by options.
  let preferences: Preferences
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
    let environment = ProgramEnvironment.current
    let preferences = preferences(in: environment)
    let probe = TerminalProbe(environment: environment.variables)
    var capabilities = probe.capabilities
    capabilities.colors = self[.color] ?? capabilities.colors
    capabilities.glyphs = self[.glyphs] ?? capabilities.glyphs
    let background = preferences.background ?? probe.background
    capabilities.background = background ?? .dark
    capabilities.contrast = preferences.contrast ?? .usual
    return ScreenLook(
      preferences: preferences, capabilities: capabilities,
      asksBackground: background == nil && capabilities.colors != .none && probe.canBeAsked)
  }
}
