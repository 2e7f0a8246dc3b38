extension BlockShader: ColorShader {
  func cell(_ color: SIMD3<Float>) -> Cell {
    let depth = theme.capabilities.colors
    guard depth != .none else { return cell(brightness(color)) }
    return Cell(" ", Style(.terminal, on: .shown(color, in: depth)))
  }

  func cell(upper: SIMD3<Float>, lower: SIMD3<Float>) -> Cell {
    let depth = theme.capabilities.colors
    guard depth != .none else {
      return cell(upper: brightness(upper), lower: brightness(lower))
    }
    guard theme.usesUnicode else { return cell(mean(upper, lower)) }
    return Cell("▀", Style(.shown(upper, in: depth), on: .shown(lower, in: depth)))
  }

  /// The color of both lights together.
  private func mean(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> SIMD3<Float> {
    func mean(_ a: Float, _ b: Float) -> Float { encoded((linear(a) + linear(b)) / 2) }
    return SIMD3(mean(a.x, b.x), mean(a.y, b.y), mean(a.z, b.z))
  }
}
