internal import TerminalUI

/// How the lines of a run are drawn, the same in every chart and as long as the monitor runs: a color, a character, and
/// past the number of colors every other dot.
struct RunMark: Equatable {
  let style: Style
  let isDotted: Bool
  let glyph: Unicode.Scalar
  /// What stands before the run's name.
  let sign: Character

  private static let colors = 10
  private static let glyphs = Array("abcdefghijklmnopqrstuvwxyz".unicodeScalars)

  /// The mark of the run that came up as number `number`.
  init(_ number: Int, theme: Theme) {
    style = theme.classStyle(number % Self.colors)
    // Without colors every second line differs in its dots.
    isDotted = theme.capabilities.colors == .none ? number % 2 == 1 : number / Self.colors % 2 == 1
    glyph = Self.glyphs[number % Self.glyphs.count]
    sign = theme.usesUnicode ? (isDotted ? "┄" : "━") : Character(glyph)
  }
}
