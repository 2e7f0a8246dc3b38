internal import Autoencoders
internal import TerminalUI

/// A row of small images with a line of text under each.
struct StripView: Widget {
  /// An image of the row.
  struct Item {
    /// Values from 0 to 1, row by row; nil while it is being made.
    let pixels: [Float]?
    /// Under the image.
    let caption: [Span]
    /// Under the image where there is no room for that; what is cut could be misread.
    var shortCaption: [Span]?
  }

  /// What is shown, the most important first.
  let title: [[Span]]
  let items: [Item]
  /// The shape of each image.
  let imageShape: FeatureShape
  /// The place of the one that is framed.
  let current: Int?
  let shading: ImageShading
  let gamma: Float
  let theme: Theme
  let isFocused: Bool

  /// How many images fit into `area`.
  static func capacity(in area: Rect) -> Int {
    let interior = Frame.interior(of: area)
    return max((interior.width + 1) / (2 * imageRows(in: interior) + 1), 1)
  }

  /// Rows of an image: all there are, unless less than three would fit beside each other.
  private static func imageRows(in interior: Rect) -> Int {
    max(min(interior.height, max((interior.width / 3 - 1) / 2, 4)), 1)
  }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      Frame(theme, title: .fitting(title, room: Frame.room(in: area)), isFocused: isFocused),
      in: area)
    let interior = Frame.interior(of: area)
    guard !items.isEmpty, !interior.isEmpty else { return }
    // An image is square where cells are twice as high as wide.
    let rows = Self.imageRows(in: interior)
    let width = 2 * rows
    let shown = shownIndices(atMost: Self.capacity(in: area))
    let gap = min(
      max((interior.width - shown.count * width) / max(shown.count - 1, 1), 1), 8)
    let used = shown.count * (width + gap) - gap
    let start = interior.column + max((interior.width - used) / 2, 0)
    for (place, index) in shown.enumerated() {
      let place = Rect(
        column: start + place * (width + gap),
        row: interior.row + (interior.height - rows) / 2, width: width, height: rows)
      guard place.maxColumn <= interior.maxColumn else { return }
      draw(items[index], isCurrent: index == current, in: place, into: &buffer)
    }
  }

  /// As many items as there is room for, with the framed one among them.
  private func shownIndices(atMost count: Int) -> Range<Int> {
    let first = min(max((current ?? 0) - count / 2, 0), max(items.count - count, 0))
    return first..<min(first + count, items.count)
  }

  private func draw(
    _ item: Item, isCurrent: Bool, in place: Rect, into buffer: inout CellBuffer
  ) {
    if let pixels = item.pixels, pixels.count == imageShape.count {
      let size = imageShape.size.scaled(toSide: place.width)
      buffer.draw(
        ImageView(
          resampled(
            pixels, from: imageShape.size, to: size, channels: imageShape.channels),
          width: size.width, height: size.height, channels: imageShape.channels,
          shading: shading, theme: theme, gamma: gamma), in: place)
    }
    if isCurrent { drawBrackets(around: place, into: &buffer) }
    let hasRoom = item.caption.width + 2 <= place.width
    let words = hasRoom ? item.caption : item.shortCaption ?? item.caption
    guard !words.isEmpty else { return }
    // Between spaces, so that no minus is taken for a part of the frame.
    let caption = [Span(" ")] + words + [Span(" ")]
    let width = min(caption.width, place.width)
    buffer.write(
      caption, column: place.column + (place.width - width) / 2, row: place.maxRow,
      limit: place.width)
  }

  /// A line on each side of the image: a frame that takes no row from it.
  private func drawBrackets(around place: Rect, into buffer: inout CellBuffer) {
    let line = Cell(theme.usesUnicode ? "┃" : "|", theme.focusedFrame)
    for row in place.row..<place.maxRow {
      buffer[place.column - 1, row] = line
      buffer[place.maxColumn, row] = line
    }
  }
}
