internal import TerminalUI

/// Weights as a picture: with blocks black below zero, gray at zero and white above; with characters `+`
/// and `#` above zero, `-` and `=` below, and nothing near it.
struct SignedPictureView: Widget {
  let picture: GrayPicture
  /// Pixels that it is drawn from.
  let pixels: Size
  /// The absolute value that is drawn strongest.
  let scale: Float
  /// Values may be below zero; else zero is black.
  let hasSigns: Bool
  let pixelStyle: PixelStyle

  func render(in area: Rect, into buffer: inout CellBuffer) {
    guard hasSigns, pixelStyle.shading == .ascii else {
      let grays = resampled(picture.pixels, from: picture.size, to: pixels).map { value in
        hasSigns ? 0.5 + 0.5 * share(value) : share(value)
      }
      pixelStyle.draw(grays, pixels, in: area, into: &buffer)
      return
    }
    let values = resampled(picture.pixels, from: picture.size, to: area.size)
    for (index, value) in values.enumerated() {
      buffer[area.column + index % area.width, area.row + index / area.width] = cell(share(value))
    }
  }

  private func share(_ value: Float) -> Float { scale > 0 ? value / scale : 0 }

  /// Shares of the scale from which a weight is drawn, and drawn heavily: few weights are near the scale.
  static let thresholds: (light: Float, heavy: Float) = (0.1, 0.35)

  private func cell(_ share: Float) -> Cell {
    guard abs(share) >= Self.thresholds.light else { return Cell() }
    let isHeavy = abs(share) >= Self.thresholds.heavy
    return share > 0
      ? Cell(isHeavy ? "#" : "+", pixelStyle.theme.test)
      : Cell(isHeavy ? "=" : "-", pixelStyle.theme.train)
  }
}
