/// The part of a plane that a plot shows. One unit is as long upwards as sideways: a cell is taken to
/// be twice as high as it is wide.
public struct Viewport: Equatable, Sendable {
  /// The place in the middle, from left to right.
  public var centerX: Double
  /// The place in the middle, upwards.
  public var centerY: Double
  /// Units from one column to the next.
  public var unitsPerColumn: Double

  /// A viewport around a center.
  public init(centerX: Double, centerY: Double, unitsPerColumn: Double) {
    self.centerX = centerX
    self.centerY = centerY
    self.unitsPerColumn = unitsPerColumn
  }

  /// Units from one row to the next.
  public var unitsPerRow: Double { 2 * unitsPerColumn }

  /// The viewport that shows both ranges in `size` cells, with a margin.
  public init(fitting x: ClosedRange<Double>, _ y: ClosedRange<Double>, in size: Size) {
    let margin = 1.08
    let perColumn = (x.upperBound - x.lowerBound) / Double(max(size.width, 1))
    let perRow = (y.upperBound - y.lowerBound) / Double(max(size.height, 1))
    self.init(
      centerX: (x.lowerBound + x.upperBound) / 2, centerY: (y.lowerBound + y.upperBound) / 2,
      unitsPerColumn: max(perColumn, perRow / 2, 1e-6) * margin)
  }

  /// The range that so many columns show.
  public func xRange(columns: Int) -> ClosedRange<Double> {
    let half = unitsPerColumn * Double(columns) / 2
    return centerX - half...centerX + half
  }

  /// The range that so many rows show.
  public func yRange(rows: Int) -> ClosedRange<Double> {
    let half = unitsPerRow * Double(rows) / 2
    return centerY - half...centerY + half
  }
}

/// A point of a scatter plot and its class.
public struct ScatterPoint: Equatable, Sendable {
  /// Units to the right.
  public var x: Float
  /// Units upwards.
  public var y: Float
  /// Its class.
  public var label: UInt8

  /// A point and its class.
  public init(x: Float, y: Float, label: UInt8) {
    self.x = x
    self.y = y
    self.label = label
  }
}

/// How points are drawn.
public enum ScatterMarkers: CaseIterable, Sendable {
  /// Eight dots a cell, colored by the class most of them are of.
  case dots
  /// The digit of the class most points in the cell are of.
  case digits
}

/// Points of a plane colored by class, with axes and a cursor.
public struct ScatterPlot: Widget {
  /// The points.
  public var points: [ScatterPoint]
  /// The part of the plane that is shown.
  public var viewport: Viewport
  /// The place of the cursor; nil for none.
  public var cursor: (x: Double, y: Double)?
  /// Classes drawn in color; the others stay as a faint ground.
  public var shownClasses: Set<Int>
  /// How points are drawn.
  public var markers: ScatterMarkers
  /// The styles they are drawn in.
  public let theme: Theme

  private static let classCount = 10
  private static let labelWidth = 5

  /// A plot; without Unicode its points are digits.
  public init(
    points: [ScatterPoint], viewport: Viewport, cursor: (x: Double, y: Double)?,
    shownClasses: Set<Int>, markers: ScatterMarkers, theme: Theme
  ) {
    self.points = points
    self.viewport = viewport
    self.cursor = cursor
    self.shownClasses = shownClasses
    self.markers = theme.usesUnicode ? markers : .digits
    self.theme = theme
  }

  /// The cells of `area` that points are drawn in; the rest holds the axes.
  public static func plotArea(of area: Rect) -> Rect {
    area.splitTop(area.height - 1).top.splitLeft(labelWidth).rest
  }

  /// Draws axes, points and cursor; nothing where there are less than 4x2 cells.
  public func render(in area: Rect, into buffer: inout CellBuffer) {
    let plot = Self.plotArea(of: area)
    guard plot.width >= 4, plot.height >= 2 else { return }
    drawAxes(in: area, plot: plot, into: &buffer)
    let grounds = points.filter { !shownClasses.contains(Int($0.label)) }
    if !grounds.isEmpty { drawPoints(grounds, in: plot, isGround: true, into: &buffer) }
    let shown =
      grounds.isEmpty ? points : points.filter { shownClasses.contains(Int($0.label)) }
    drawPoints(shown, in: plot, isGround: false, into: &buffer)
    drawCursor(in: plot, into: &buffer)
  }

  private func drawPoints(
    _ points: [ScatterPoint], in plot: Rect, isGround: Bool, into buffer: inout CellBuffer
  ) {
    var canvas = DotCanvas(
      area: plot, isBraille: markers == .dots, kinds: Self.classCount, precedence: .majority)
    let x = viewport.xRange(columns: plot.width)
    let y = viewport.yRange(rows: plot.height)
    let scaleX = Double(canvas.dotsAcross) / (x.upperBound - x.lowerBound)
    let scaleY = Double(canvas.dotsDown) / (y.upperBound - y.lowerBound)
    for point in points {
      let across = (Double(point.x) - x.lowerBound) * scaleX
      let down = (y.upperBound - Double(point.y)) * scaleY
      guard across >= 0, down >= 0, across < Double(canvas.dotsAcross),
        down < Double(canvas.dotsDown)
      else { continue }
      canvas.set(Int(across), Int(down), kind: Int(point.label) % Self.classCount)
    }
    canvas.render(into: &buffer) { kind in
      isGround ? theme.otherClass : theme.classStyle(kind)
    } glyph: { kind in
      isGround ? "." : Unicode.Scalar(UInt8(48 + kind))
    }
  }

  private func drawAxes(in area: Rect, plot: Rect, into buffer: inout CellBuffer) {
    let x = viewport.xRange(columns: plot.width)
    let y = viewport.yRange(rows: plot.height)
    let yTicks = Ticks.values(in: y, atMost: max(2, plot.height / 3))
    for (tick, label) in zip(yTicks, Ticks.labels(yTicks)) {
      let row = plot.row + Int((y.upperBound - tick) / viewport.unitsPerRow)
      guard row < plot.maxRow else { continue }
      let text = String(label.prefix(Self.labelWidth - 1))
      buffer.write(text, column: plot.column - 1 - text.count, row: row, style: theme.faint)
    }
    let xTicks = Ticks.values(in: x, atMost: max(2, plot.width / 8))
    for (tick, label) in zip(xTicks, Ticks.labels(xTicks)) {
      let column = plot.column + Int((tick - x.lowerBound) / viewport.unitsPerColumn)
      let start = min(max(column - label.count / 2, plot.column), plot.maxColumn - label.count)
      buffer.write(label, column: start, row: area.maxRow - 1, style: theme.faint)
    }
  }

  /// The cursor's cell in reverse, and a mark on each axis.
  private func drawCursor(in plot: Rect, into buffer: inout CellBuffer) {
    guard let cursor, let cell = cell(of: cursor, in: plot) else { return }
    buffer[cell.column, cell.row].style.attributes.insert([.reverse, .bold])
    if buffer[cell.column, cell.row].glyph == " " { buffer[cell.column, cell.row].glyph = "+" }
    buffer[plot.column - 1, cell.row] = Cell(theme.usesUnicode ? "→" : ">", theme.strong)
    buffer[cell.column, plot.maxRow] = Cell(theme.usesUnicode ? "↑" : "^", theme.strong)
  }

  private func cell(of point: (x: Double, y: Double), in plot: Rect) -> Position? {
    let x = viewport.xRange(columns: plot.width)
    let y = viewport.yRange(rows: plot.height)
    guard x.contains(point.x), y.contains(point.y) else { return nil }
    return Position(
      column: min(
        plot.column + Int((point.x - x.lowerBound) / viewport.unitsPerColumn), plot.maxColumn - 1),
      row: min(
        plot.row + Int((y.upperBound - point.y) / viewport.unitsPerRow), plot.maxRow - 1))
  }
}
