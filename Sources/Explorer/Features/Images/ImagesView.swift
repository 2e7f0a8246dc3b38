internal import Autoencoders
internal import TerminalUI

/// A page of images.
struct ImagesView: Widget {
  let images: ImagesFeature
  let context: ImagesFeature.Context
  /// Epochs that a step is, where that is known.
  let epochsPerStep: Double?
  let pixelStyle: PixelStyle
  let isFocused: Bool

  var theme: Theme { pixelStyle.theme }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let room = area.width - 4
    buffer.draw(
      Frame(
        theme, title: title.fitted(in: room), footnote: footnote.fitted(in: room),
        isFocused: isFocused), in: area)
    let interior = Frame.interior(of: area)
    guard let page = shownPage, let grid = images.grid(in: context), let model = context.model
    else { return drawMessage(in: interior, into: &buffer) }
    for (index, item) in page.items.prefix(grid.count).enumerated() {
      let place = grid.tile(index, in: interior)
      buffer.draw(
        ImageTile(
          item: item, page: page, grid: grid, codeShape: model.codeShape,
          isCounted: model.latent == .deterministic,
          pixelStyle: pixelStyle, classes: context.classes), in: place)
      if index == images.chosenPlace(in: context) { mark(place, in: &buffer) }
    }
  }

  /// The page that was computed, while a page of the same kind is wanted.
  var shownPage: ImagesPage? {
    guard let page = images.page, let query = images.query(in: context),
      page.query.sheet == query.sheet
    else { return nil }
    return page
  }

  /// Lines to the left and right of the chosen tile.
  private func mark(_ tile: Rect, in buffer: inout CellBuffer) {
    let line = Cell(theme.usesUnicode ? "│" : "|", theme.focusedFrame)
    for row in tile.row..<tile.maxRow {
      buffer[tile.column - 1, row] = line
      buffer[tile.maxColumn, row] = line
    }
  }

  private func drawMessage(in area: Rect, into buffer: inout CellBuffer) {
    let place = area.centered(Size(width: message.count, height: 1))
    buffer.write(
      message, column: place.column, row: place.row, style: theme.faint, limit: place.width)
  }

  private var message: String {
    if context.model == nil { return "waiting for the model" }
    guard let sheet = images.shownSheet(in: context) else { return "no test images: see --data" }
    if sheet.needsImages, context.images == nil { return "waiting for the test images" }
    return images.total(in: context) == 0 ? "no test images" : "one moment"
  }
}
