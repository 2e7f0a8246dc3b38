/// Draws gray values as ASCII characters on the background there is, stroke as ink on both dark and
/// light ones.
struct AsciiShader: PixelShader {
  let theme: Theme

  /// Characters in the order of their ink, which in DejaVu Sans Mono holds from 12 to 64 pixels, regular
  /// and bold; each stands for an eighth of the values. Nearest lightness instead of equal parts was
  /// paler.
  static let ramp = Array(" .:;>=X#".unicodeScalars)

  /// Characters with their ink in the upper half, in the lower half, or in both, by the upper value's
  /// level and the lower one's. Finer levels were tried: they read worse, for solid strokes fell apart
  /// into different characters.
  static let pairs: [[Unicode.Scalar]] = [
    [" ", ".", "_"],
    ["'", ":", "i"],
    ["\"", "!", "#"],
  ]

  func cell(_ value: Float) -> Cell {
    inked(Self.ramp[min(Int(value * Float(Self.ramp.count)), Self.ramp.count - 1)], value)
  }

  func cell(upper: Float, lower: Float) -> Cell {
    inked(Self.pairs[level(upper)][level(lower)], max(upper, lower))
  }

  private func level(_ value: Float) -> Int { value < 0.25 ? 0 : value < 0.5 ? 1 : 2 }

  private func inked(_ glyph: Unicode.Scalar, _ value: Float) -> Cell {
    guard glyph != " " else { return Cell() }
    return Cell(glyph, Style(color(value), on: .terminal, value >= 0.75 ? .bold : []))
  }

  /// The stronger the value, the farther from the background.
  private func color(_ value: Float) -> Color {
    let isDark = theme.capabilities.background == .dark
    switch theme.capabilities.colors {
    case .indexed, .direct:
      return .gray(isDark ? (90 + 165 * value) / 255 : (1 - value) * 165 / 255)
    // The light gray of the sixteen would not be seen on white.
    case .sixteen where isDark: return .ansi(value < 1 / 3 ? 8 : value < 2 / 3 ? 7 : 15)
    case .sixteen: return .ansi(value < 1 / 2 ? 8 : 0)
    case .none: return .terminal
    }
  }
}
