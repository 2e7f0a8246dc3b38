internal import TerminalUI

/// How the pixels of a page are drawn.
struct PixelStyle {
  let theme: Theme
  let shading: ImageShading
  /// The exponent applied to grays.
  let gamma: Float

  /// Draws `values`, so many for each pixel, into an area that a picture of `pixels` fills.
  func draw(
    _ values: [Float], _ pixels: Size, channels: Int, in area: Rect, into buffer: inout CellBuffer
  ) {
    buffer.draw(
      ImageView(
        values, width: pixels.width, height: pixels.height, channels: channels, shading: shading,
        theme: theme,
        gamma: gamma), in: area)
  }
}
