internal import Autoencoders
internal import TerminalUI

/// The drawing, and the pen on it.
struct CanvasView: Widget {
  let draw: DrawFeature
  /// Why nothing can be drawn; nil where something can.
  let obstacle: String?
  let classes: RunClasses
  let pixelStyle: PixelStyle
  let isFocused: Bool

  private var theme: Theme { pixelStyle.theme }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let room = Frame.room(in: area)
    buffer.draw(
      Frame(
        theme, title: title.fitted(in: room), footnote: footnote.fitted(in: room),
        isFocused: isFocused), in: area)
    let interior = Frame.interior(of: area)
    if let obstacle {
      let lines = wrapped(obstacle, width: interior.width - 2).prefix(interior.height)
      for (row, line) in lines.enumerated() {
        buffer.write(
          line, column: interior.column + 1, row: interior.row + row, style: theme.warning,
          limit: interior.width - 1)
      }
      return
    }
    guard let image = draw.image, let pen = draw.pen else { return }
    let view = Self.picture(of: image, pixelStyle)
    buffer.draw(view, in: interior)
    if let cells = view.cells(ofPixel: pen.place.x, pen.place.y, in: interior) {
      drawPen(pen, on: cells, into: &buffer)
    }
  }

  private static func picture(of image: DrawnImage, _ style: PixelStyle) -> ImageView {
    ImageView(
      image.pixels, width: image.shape.width, height: image.shape.height,
      channels: image.shape.channels, shading: style.shading, theme: style.theme,
      gamma: style.gamma)
  }

  /// The pixel of the drawing that lies under a cell of `area`; nil where none does.
  static func pixel(
    at cell: Position, of image: DrawnImage, _ style: PixelStyle, in area: Rect
  ) -> PixelPlace? {
    picture(of: image, style).pixel(at: cell, in: Frame.interior(of: area))
      .map { PixelPlace(x: $0.x, y: $0.y) }
  }

  // MARK: The pen

  /// The cells under the pen in reverse: where two pixels share a cell, with a mark in the upper or the lower half.
  private func drawPen(
    _ pen: Pen, on pixel: ImageView.PixelCells, into buffer: inout CellBuffer
  ) {
    let style = (pen.isDown ? theme.test : theme.strong).with([.bold, .reverse])
    for row in pixel.area.row..<pixel.area.maxRow {
      for column in pixel.area.column..<pixel.area.maxColumn {
        buffer[column, row] = Cell(glyph(pixel.isLower), style)
      }
    }
  }

  private func glyph(_ isLower: Bool?) -> Unicode.Scalar {
    switch isLower {
    case nil: "+"
    case false?: theme.usesUnicode ? "▀" : "'"
    case true?: theme.usesUnicode ? "▄" : "."
    }
  }

  // MARK: Words

  private var title: LineParts {
    var line = LineParts()
    line.add([Span("drawing", theme.strong)])
    guard obstacle == nil, let pen = draw.pen else { return line }
    let tool = pen.isErasing ? "eraser" : "pen"
    line.add(pen.isDown ? [Span("\(tool) down", theme.test)] : [Span("\(tool) up")])
    let width = fixed(Double(2 * pen.radius), decimals: 1)
    line.add([Span("brush \(width) px", theme.faint)], [Span("\(width) px", theme.faint)])
    if draw.image?.shape.channels == 3 { line.add([Span(pen.color.rawValue, theme.faint)]) }
    if let number = draw.origin {
      line.add([Span("began with #\(number)", theme.faint)], [Span("from #\(number)", theme.faint)])
    }
    return line
  }

  /// What is near the code; while the pen's last stroke is yet to be read, that too is said.
  private var footnote: LineParts {
    var line = LineParts()
    guard obstacle == nil else { return line }
    guard draw.input != nil else {
      line.add(
        [Span("Space puts the pen down, arrows draw", theme.faint)],
        [Span("Space, then arrows", theme.faint)])
      return line
    }
    guard draw.reading != nil else {
      line.add([Span("reading it ...", theme.warning)])
      return line
    }
    let awaited = draw.isCurrent ? [] : [Span(" ...", theme.warning)]
    line.add(NearbyCodes(draw.neighbors, classes: classes, theme: theme).spans + awaited)
    return line
  }
}
