internal import Autoencoders
internal import TerminalUI

/// The maps of a code that is an image of several channels, as small pictures in rows.
struct FeatureMapsView: Widget {
  /// Channels last.
  let code: [Float]
  let shape: FeatureShape
  /// The absolute value that is drawn strongest.
  let scale: Float
  let pixelStyle: PixelStyle

  /// Maps of fewer pixels are drawn twice as large.
  private static let leastSide = 6

  /// Pixels that a map is drawn from; an even number of rows, since a cell holds two.
  private static func pixels(of shape: FeatureShape) -> Size {
    let factor = max(shape.height, shape.width) < leastSide ? 2 : 1
    return Size(width: factor * shape.width, height: (factor * shape.height + 1) / 2 * 2)
  }

  private static func cells(of shape: FeatureShape) -> Size {
    let pixels = pixels(of: shape)
    return Size(width: pixels.width, height: pixels.height / 2)
  }

  /// Rows of cells that all maps take where there are so many columns.
  static func rows(of shape: FeatureShape, columns: Int) -> Int {
    let cells = cells(of: shape)
    let beside = max((columns + 1) / (cells.width + 1), 1)
    return (shape.channels + beside - 1) / beside * cells.height
  }

  /// How many maps fit into `area`.
  static func count(of shape: FeatureShape, in area: Size) -> Int {
    let cells = cells(of: shape)
    let (beside, over) = ((area.width + 1) / (cells.width + 1), area.height / cells.height)
    return min(beside * over, shape.channels)
  }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let cells = Self.cells(of: shape)
    let beside = (area.width + 1) / (cells.width + 1)
    let hasSigns = code.contains { $0 < 0 }
    for channel in 0..<Self.count(of: shape, in: area.size) {
      let place = Rect(
        column: area.column + channel % beside * (cells.width + 1),
        row: area.row + channel / beside * cells.height, width: cells.width, height: cells.height)
      buffer.draw(
        SignedPictureView(
          picture: Picture(
            pixels: map(channel), size: Size(width: shape.width, height: shape.height)),
          pixels: Self.pixels(of: shape), scale: scale, hasSigns: hasSigns,
          pixelStyle: pixelStyle), in: place)
    }
  }

  private func map(_ channel: Int) -> [Float] {
    stride(from: channel, to: code.count, by: shape.channels).map { code[$0] }
  }
}
