/// Turns colors, red, green and blue from 0 to 1, into cells.
protocol ColorShader {
  /// A cell within one pixel.
  func cell(_ color: SIMD3<Float>) -> Cell
  /// A cell that holds two pixels, one above the other.
  func cell(upper: SIMD3<Float>, lower: SIMD3<Float>) -> Cell
}

/// The gray that is as bright as a color: the encoded value of its luminance (ITU-R BT.709).
func brightness(_ color: SIMD3<Float>) -> Float {
  encoded(0.2126 * linear(color.x) + 0.7152 * linear(color.y) + 0.0722 * linear(color.z))
}
