/// How many colors a screen is drawn with.
public enum ColorDepth: String, CaseIterable, Sendable {
  /// None, the terminal's sixteen, the 256 of xterm, or eight bits each of red, green and blue.
  case none, sixteen, indexed, direct
}

/// Which characters a screen is drawn with.
public enum GlyphSet: String, CaseIterable, Sendable {
  /// ASCII alone, or braille, blocks and lines as well.
  case ascii, unicode
}

/// The color behind the text.
public enum Background: String, CaseIterable, Sendable {
  /// Dark, or light.
  case dark, light
}

/// How much text and lines stand out from what is behind them.
public enum Contrast: String, CaseIterable, Sendable {
  /// What matters less is fainter, or everything is as strong as can be.
  case usual, high
}

/// The colors and characters that a terminal can show.
public struct Capabilities: Equatable, Sendable {
  /// How many colors there are.
  public var colors: ColorDepth
  /// Which characters there are.
  public var glyphs: GlyphSet
  /// Whether the terminal is dark or light.
  public var background: Background
  /// How much text and lines stand out.
  public var contrast: Contrast

  /// Whether there are the 240 colors that are the same everywhere.
  public var hasFixedColors: Bool { colors == .indexed || colors == .direct }

  /// By default 256 colors and Unicode on a dark background.
  public init(
    colors: ColorDepth = .indexed, glyphs: GlyphSet = .unicode, background: Background = .dark,
    contrast: Contrast = .usual
  ) {
    self.colors = colors
    self.glyphs = glyphs
    self.background = background
    self.contrast = contrast
  }
}
