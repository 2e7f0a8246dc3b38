internal import TerminalUI

/// Weights as a picture: with blocks black below zero, gray at zero and white above; with characters `+`
/// and `#` above zero, `-` and `=` below, and nothing near it. Of three channels, blocks are their colors, and
/// characters stand for their mean.
struct SignedPictureView: Widget {
  let picture: Picture
  /// Pixels that it is drawn from.
  let pixels: Size
  /// The absolute value that is drawn strongest.
  let scale: Float
  /// Values may be below zero; else zero is black.
  let hasSigns: Bool
  let pixelStyle: PixelStyle

  func render(in area: Rect, into buffer: inout CellBuffer) {
    guard hasSigns, pixelStyle.shading == .ascii else {
      let values = picture.resized(to: pixels).map { value in
        hasSigns ? 0.5 + 0.5 * share(value) : share(value)
      }
      pixelStyle.draw(
        values, pixels, channels: picture.channels, in: area, into: &buffer)
      return
    }
    let (values, channels) = (picture.resized(to: area.size), picture.channels)
    for index in 0..<area.size.width * area.size.height {
      let value = values[index * channels..<(index + 1) * channels].reduce(0, +) / Float(channels)
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
