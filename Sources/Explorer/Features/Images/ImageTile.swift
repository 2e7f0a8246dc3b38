internal import Autoencoders
internal import TerminalUI

/// The pictures that belong to one image, with its code where the page shows codes, over its caption.
struct ImageTile: Widget {
  let item: ImagesItem
  let page: ImagesPage
  let grid: ImagesGrid
  let codeShape: FeatureShape
  /// Zeros of the code are counted.
  let isCounted: Bool
  let pixelStyle: PixelStyle
  /// What the classes are called.
  let classes: RunClasses

  private var theme: Theme { pixelStyle.theme }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    for (index, picture) in item.pictures.enumerated() {
      draw(picture, in: grid.picture(index, in: area), into: &buffer)
    }
    if page.query.sheet == .codes { drawCode(in: area, into: &buffer) }
    guard grid.hasCaption else { return }
    buffer.write(
      caption, column: area.column, row: captionRow(in: area), limit: captionWidth)
  }

  private func draw(_ picture: Picture, in area: Rect, into buffer: inout CellBuffer) {
    if page.query.sheet == .filters {
      buffer.draw(
        SignedPictureView(
          picture: picture, pixels: grid.pixels, scale: page.scale ?? 0, hasSigns: true,
          pixelStyle: pixelStyle), in: area)
    } else {
      pixelStyle.draw(
        picture.resized(to: grid.pixels), grid.pixels, channels: picture.channels, in: area,
        into: &buffer)
    }
  }

  // MARK: The code

  private func drawCode(in area: Rect, into buffer: inout CellBuffer) {
    let pictures = grid.picturesSize
    guard codeShape.pixels == 1 else {
      let (_, maps) = area.splitLeft(pictures.width + 1)
      buffer.draw(
        FeatureMapsView(
          code: item.code, shape: codeShape, scale: page.scale ?? 0, pixelStyle: pixelStyle),
        in: maps)
      return
    }
    let (bars, below) = area.splitTop(pictures.height).rest.splitTop(grid.barRows)
    buffer.draw(CodeBars(code: item.code, scale: page.scale ?? 0, theme: theme), in: bars)
    guard isCounted else { return }
    buffer.write(
      zeros, column: below.column, row: below.row, style: theme.faint, limit: below.width)
  }

  private var zeros: String {
    let (zeros, count) = (item.code.count { $0 == 0 }, item.code.count)
    let text = "\(zeros) of \(count) are zero"
    return text.count <= grid.tile.width ? text : "\(zeros) of \(count) zero"
  }

  // MARK: The caption

  /// Under the pictures where maps stand beside them, else at the bottom.
  private func captionRow(in area: Rect) -> Int {
    codeShape.pixels > 1 && page.query.sheet == .codes
      ? area.row + grid.picturesSize.height : area.maxRow - 1
  }

  private var captionWidth: Int {
    codeShape.pixels > 1 && page.query.sheet == .codes ? grid.picturesSize.width : grid.tile.width
  }

  private var caption: [Span] {
    var spans = [Span(name, theme.faint)]
    if let label = item.label {
      let room = min(captionWidth - spans.width - 1, RunClasses.longest)
      spans += [
        Span(" "),
        Span(classes.name(Int(label), room: room), theme.classStyle(Int(label)).with(.bold)),
      ]
    }
    guard let error = item.error else { return spans }
    let room = captionWidth - spans.width - 1
    if let text = errorText(error, room: room) { spans.append(Span(" \(text)")) }
    return spans
  }

  private var name: String {
    switch page.query.sheet {
    case .reconstructions, .restorations, .codes, .fantasies: "#\(item.number)"
    case .samples: "draw \(item.number)"
    case .filters: "filter \(item.number)"
    }
  }
}
