extension AsciiShader: ColorShader {
  /// A character by the brightness, in the pixel's own color where there are enough of them. On a light background
  /// what is dark is the ink: a photograph is no drawing, and would else be seen as its negative.
  func cell(_ color: SIMD3<Float>) -> Cell {
    tinted(cell(ink(of: color)), color)
  }

  func cell(upper: SIMD3<Float>, lower: SIMD3<Float>) -> Cell {
    let (above, below) = (ink(of: upper), ink(of: lower))
    return tinted(cell(upper: above, lower: below), above >= below ? upper : lower)
  }

  private var isDark: Bool { theme.capabilities.background == .dark }

  private func ink(of color: SIMD3<Float>) -> Float {
    isDark ? brightness(color) : 1 - brightness(color)
  }

  /// The cell in a color that can be seen: lifted off black, or held off white, as grays are.
  private func tinted(_ cell: Cell, _ color: SIMD3<Float>) -> Cell {
    guard theme.capabilities.hasFixedColors, cell.glyph != " " else { return cell }
    let reach: Float = 165
    let lift: Float = isDark ? 90 : 0
    let seen = (color * reach + lift) / 255
    var cell = cell
    cell.style.foreground = .shown(seen, in: theme.capabilities.colors)
    return cell
  }
}
