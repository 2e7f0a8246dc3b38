internal import TerminalUI

/// How the pixels of a page are drawn.
struct PixelStyle {
  let theme: Theme
  let shading: ImageShading
  /// The exponent applied to grays.
  let gamma: Float

  /// Draws `grays` into an area that a picture of `pixels` fills.
  func draw(_ grays: [Float], _ pixels: Size, in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      ImageView(
        grays, width: pixels.width, height: pixels.height, shading: shading, theme: theme,
        gamma: gamma), in: area)
  }
}
