internal import Foundation

/// A picture in cells, gray or in color: two pixels a cell, one above the other, or each pixel as large as there is
/// room for. A picture larger than its room is made smaller.
public struct ImageView: Widget {
  private let pixels: [Float]
  private let size: Size
  private let channels: Int
  private let shading: ImageShading
  private let theme: Theme
  private let gamma: Float

  /// - Parameters:
  ///   - pixels: values from 0 to 1, row by row.
  ///   - channels: 1 in gray, 3 for red, green and blue of each pixel one after another.
  ///   - gamma: the exponent applied to each value.
  public init(
    _ pixels: [Float], width: Int, height: Int, channels: Int = 1, shading: ImageShading = .ascii,
    theme: Theme, gamma: Float = 1
  ) {
    precondition(
      pixels.count == width * height * channels,
      "\(pixels.count) values for \(width)x\(height)x\(channels)")
    self.pixels = pixels
    size = Size(width: width, height: height)
    self.channels = channels
    self.shading = shading
    self.theme = theme
    self.gamma = gamma
  }

  /// Cells of the picture where two pixels share a cell.
  public var compactSize: Size { Size(width: size.width, height: (size.height + 1) / 2) }
  /// Cells of the picture where each pixel takes two columns.
  public var largeSize: Size { Size(width: 2 * size.width, height: size.height) }

  /// Draws the picture in the middle of `area`, as large as fits.
  public func render(in area: Rect, into buffer: inout CellBuffer) {
    guard size.width > 0, size.height > 0, !area.isEmpty else { return }
    let arrangement = arrangement(in: area)
    let view = arrangement.pixels == size ? self : resized(to: arrangement.pixels)
    let scale = arrangement.rowsPerPixel
    view.draw(arrangement.cells, in: area, into: &buffer) { shader, column, row in
      scale == 0
        ? shader.cell(column, rows: 2 * row) : shader.cell(column / (2 * scale), row / scale)
    }
  }

  private func resized(to other: Size) -> ImageView {
    ImageView(
      resampled(pixels, from: size, to: other, channels: channels), width: other.width,
      height: other.height, channels: channels, shading: shading, theme: theme, gamma: gamma)
  }

  // MARK: How it is laid out

  /// The picture's pixels as they are drawn, and their cells.
  private struct Arrangement {
    /// Columns and rows of pixels, where there is no room for all, or for more.
    let pixels: Size
    /// Rows of a pixel, which has twice as many columns; zero where a cell holds two pixels.
    let rowsPerPixel: Int

    var cells: Size {
      rowsPerPixel == 0
        ? Size(width: pixels.width, height: (pixels.height + 1) / 2)
        : Size(width: 2 * rowsPerPixel * pixels.width, height: rowsPerPixel * pixels.height)
    }
  }

  private func arrangement(in area: Rect) -> Arrangement {
    let scale = min(area.width / (2 * size.width), area.height / size.height)
    guard scale == 0 else { return Arrangement(pixels: size, rowsPerPixel: scale) }
    guard let fitting = fittingSize(in: area) else {
      return Arrangement(pixels: size, rowsPerPixel: 0)
    }
    if shading == .ascii, let wide = wideSize(in: area) {
      return Arrangement(pixels: wide, rowsPerPixel: 1)
    }
    return Arrangement(pixels: fitting, rowsPerPixel: 0)
  }

  /// The cells that a pixel is drawn in, and the half of them where a cell holds two pixels.
  public struct PixelCells: Equatable, Sendable {
    /// The cells.
    public let area: Rect
    /// Whether it is the lower half; nil where the cells are the pixel's alone.
    public let isLower: Bool?
  }

  /// Where the picture, drawn in `area`, has a pixel; nil where there is no room for the picture.
  ///
  /// - Parameters:
  ///   - x: pixels to the left of it.
  ///   - y: pixels above it.
  ///   - area: where the picture is drawn.
  public func cells(ofPixel x: Int, _ y: Int, in area: Rect) -> PixelCells? {
    precondition(
      (0..<size.width).contains(x) && (0..<size.height).contains(y), "no pixel \(x) \(y)")
    guard !area.isEmpty else { return nil }
    let arrangement = arrangement(in: area)
    let place = area.centered(arrangement.cells)
    let columns = Self.parts(of: x, size.width, as: arrangement.pixels.width)
    let rows = Self.parts(of: y, size.height, as: arrangement.pixels.height)
    let scale = arrangement.rowsPerPixel
    guard scale > 0 else {
      let row = rows.lowerBound / 2
      return PixelCells(
        area: Rect(
          column: place.column + columns.lowerBound, row: place.row + row, width: columns.count,
          height: max((rows.upperBound + 1) / 2 - row, 1)),
        isLower: rows.count == 1 ? rows.lowerBound % 2 == 1 : nil)
    }
    return PixelCells(
      area: Rect(
        column: place.column + 2 * scale * columns.lowerBound,
        row: place.row + scale * rows.lowerBound, width: 2 * scale * columns.count,
        height: scale * rows.count), isLower: nil)
  }

  /// The pixel that the picture, drawn in `area`, has at a cell, the uppermost and leftmost of several; nil where there
  /// is none.
  public func pixel(at cell: Position, in area: Rect) -> (x: Int, y: Int)? {
    let x = (0..<size.width).first { x in
      cells(ofPixel: x, 0, in: area).map {
        ($0.area.column..<$0.area.maxColumn).contains(cell.column)
      } ?? false
    }
    let y = (0..<size.height).first { y in
      cells(ofPixel: 0, y, in: area).map { ($0.area.row..<$0.area.maxRow).contains(cell.row) }
        ?? false
    }
    return x.flatMap { x in y.map { (x, $0) } }
  }

  /// The parts that one of `count` becomes where they are drawn as `shown`: at least one.
  private static func parts(of index: Int, _ count: Int, as shown: Int) -> Range<Int> {
    let start = index * shown / count
    return start..<max((index + 1) * shown / count, start + 1)
  }

  /// From this factor on a picture that two columns a pixel have no room for is made larger between its pixels.
  private static let leastGrowth = 1.5

  /// The size, two pixels a cell, in which the picture fills the area, where that is smaller than it is or much
  /// larger; nil where it is shown pixel for pixel.
  private func fittingSize(in area: Rect) -> Size? {
    let room = Size(width: area.width, height: 2 * area.height)
    let factor = min(
      Double(room.width) / Double(size.width), Double(room.height) / Double(size.height))
    guard factor < 1 || factor >= Self.leastGrowth else { return nil }
    return scaled(by: factor)
  }

  /// Down to this factor characters show more of a picture with two columns a pixel, for which there are more levels,
  /// than with two pixels a cell.
  private static let leastWide = 0.75

  /// The size, two columns a pixel, in which the picture fills the area; nil where it would lose too much.
  private func wideSize(in area: Rect) -> Size? {
    let factor = min(
      Double(area.width) / Double(2 * size.width), Double(area.height) / Double(size.height))
    return factor < Self.leastWide ? nil : scaled(by: factor)
  }

  private func scaled(by factor: Double) -> Size {
    func scaled(_ side: Int) -> Int { max(Int((Double(side) * factor).rounded(.down)), 1) }
    return Size(width: scaled(size.width), height: scaled(size.height))
  }

  private func draw(
    _ cells: Size, in area: Rect, into buffer: inout CellBuffer,
    _ cell: (CellShader, Int, Int) -> Cell
  ) {
    let place = area.centered(cells)
    let shader = CellShader(view: self)
    for row in 0..<place.height {
      for column in 0..<place.width {
        buffer[place.column + column, place.row + row] = cell(shader, column, row)
      }
    }
  }

  /// What is no number counts as zero.
  fileprivate func value(_ x: Int, _ y: Int, _ channel: Int = 0) -> Float {
    guard x < size.width, y < size.height else { return 0 }
    let value = min(max(0, pixels[(y * size.width + x) * channels + channel]), 1)
    return gamma == 1 ? value : pow(value, gamma)
  }

  fileprivate func color(_ x: Int, _ y: Int) -> SIMD3<Float> {
    SIMD3(value(x, y, 0), value(x, y, 1), value(x, y, 2))
  }

  /// The cells of a picture's pixels.
  private struct CellShader {
    private let view: ImageView
    private let grays: any PixelShader
    private let colors: (any ColorShader)?

    init(view: ImageView) {
      self.view = view
      grays = view.shading.shader(view.theme)
      colors = view.channels == 1 ? nil : view.shading.colorShader(view.theme)
    }

    /// A cell within a pixel.
    func cell(_ x: Int, _ y: Int) -> Cell {
      colors.map { $0.cell(view.color(x, y)) } ?? grays.cell(view.value(x, y))
    }

    /// A cell that holds the pixel of this row and the one below it.
    func cell(_ x: Int, rows y: Int) -> Cell {
      colors.map { $0.cell(upper: view.color(x, y), lower: view.color(x, y + 1)) }
        ?? grays.cell(upper: view.value(x, y), lower: view.value(x, y + 1))
    }
  }
}
