/// Draws gray values as filled cells: white on black with colors, whatever the background; as ink
/// without.
struct BlockShader: PixelShader {
  let theme: Theme

  func cell(_ value: Float) -> Cell {
    guard theme.capabilities.colors != .none else { return Cell(shade(value)) }
    return Cell(" ", Style(.terminal, on: gray(value)))
  }

  func cell(upper: Float, lower: Float) -> Cell {
    guard theme.capabilities.colors != .none else { return inked(upper, lower) }
    if theme.usesUnicode { return Cell("▀", Style(gray(upper), on: gray(lower))) }
    return cell(encoded((linear(upper) + linear(lower)) / 2))
  }

  private func gray(_ value: Float) -> Color {
    guard theme.capabilities.colors == .sixteen else { return .gray(value) }
    let grays: [UInt8] = [0, 8, 7, 15]
    return .ansi(grays[min(Int(value * 4), 3)])
  }

  // MARK: Without colors

  private func inked(_ upper: Float, _ lower: Float) -> Cell {
    guard theme.usesUnicode, abs(upper - lower) > 0.4 else {
      return Cell(shade((upper + lower) / 2))
    }
    return Cell(upper > lower ? "▀" : "▄")
  }

  /// Of a quarter, a half, and three quarters of ink; of the three that ASCII has.
  private func shade(_ value: Float) -> Unicode.Scalar {
    let shades: [Unicode.Scalar] = theme.usesUnicode ? [" ", "░", "▒", "▓", "█"] : [" ", ":", "#"]
    return shades[min(Int(value * Float(shades.count)), shades.count - 1)]
  }
}
