/// How many colors a screen is drawn with.
public enum ColorDepth: String, CaseIterable, Sendable {
  case none, sixteen, indexed
}

/// Which characters a screen is drawn with.
public enum GlyphSet: String, CaseIterable, Sendable {
  case ascii, unicode
}

/// What lies behind the text.
public enum Background: String, CaseIterable, Sendable {
  case dark, light
}

/// What a terminal can show.
public struct Capabilities: Equatable, Sendable {
  public var colors: ColorDepth
  public var glyphs: GlyphSet
  public var background: Background

  public init(
    colors: ColorDepth = .indexed, glyphs: GlyphSet = .unicode, background: Background = .dark
  ) {
    self.colors = colors
    self.glyphs = glyphs
    self.background = background
  }
}
