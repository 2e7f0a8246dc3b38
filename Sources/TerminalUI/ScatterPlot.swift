/// A point of a scatter plot and its class.
public struct ScatterPoint: Equatable, Sendable {
  /// Units to the right.
  public var x: Float
  /// Units upwards.
  public var y: Float
  /// Its class, or `noClass`.
  public var label: UInt8

  /// The label of a point that has no class.
  public static let noClass = UInt8.max
  /// Whether it is of a class.
  public var hasClass: Bool { label != Self.noClass }

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
  /// The mark of the class most points in the cell are of.
  case digits
  /// Not at all.
  case hidden
}

/// Points of a plane colored by class, with axes and a cursor, before what lies behind them and under lines.
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
  /// The characters of classes.
  public var classMarks = ClassMarks()
  /// What lies behind the points; nil for nothing.
  public var ground: PlotGround?
  /// Lines over the points.
  public var curves: [PlotCurve] = []
  /// Letters over everything but the cursor.
  public var marks: [PlotMark] = []
  /// The styles they are drawn in.
  public let theme: Theme

  /// Characters that a label beside the plot should have at most.
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
    self.markers = theme.usesUnicode || markers == .hidden ? markers : .digits
    self.theme = theme
  }

  /// The cells of `area` that points are drawn in, where `viewport` is shown; the rest holds the axes.
  public static func plotArea(of area: Rect, showing viewport: Viewport) -> Rect {
    let rows = area.splitTop(area.height - 1).top
    return rows.splitLeft(max(labelWidth, yLabels(viewport, rows: rows.height).width + 1)).rest
  }

  private static func yLabels(_ viewport: Viewport, rows: Int) -> AxisLabels {
    let range = viewport.yRange(rows: rows)
    return AxisLabels(
      beside: Ticks.values(in: range, atMost: max(2, rows / 3)), rows: rows, fitting: labelWidth
    ) { cellIndex((range.upperBound - $0) / viewport.unitsPerRow) }
  }

  /// Draws axes, points and cursor; nothing where there are less than 4x2 cells.
  public func render(in area: Rect, into buffer: inout CellBuffer) {
    let plot = Self.plotArea(of: area, showing: viewport)
    guard plot.width >= 4, plot.height >= 2 else { return }
    drawAxes(in: area, plot: plot, into: &buffer)
    ground?.render(in: plot, into: &buffer)
    if markers != .hidden { drawPoints(in: plot, into: &buffer) }
    let scale = PlotScale(viewport, in: plot)
    scale.draw(curves, isBraille: theme.usesUnicode, into: &buffer)
    for mark in marks {
      let cell = scale.cell(of: mark.place)
      guard plot.contains(cell) else { continue }
      buffer[cell.column, cell.row] = Cell(mark.letter, mark.style)
    }
    drawCursor(in: plot, into: &buffer)
  }

  private func drawPoints(in plot: Rect, into buffer: inout CellBuffer) {
    func isShown(_ point: ScatterPoint) -> Bool {
      !point.hasClass || shownClasses.contains(Int(point.label))
    }
    let others = points.filter { !isShown($0) }
    if !others.isEmpty { drawPoints(others, in: plot, areFaint: true, into: &buffer) }
    let shown = others.isEmpty ? points : points.filter(isShown)
    drawPoints(shown, in: plot, areFaint: false, into: &buffer)
  }

  private func drawPoints(
    _ points: [ScatterPoint], in plot: Rect, areFaint: Bool, into buffer: inout CellBuffer
  ) {
    let classCount = points.reduce(0) { $1.hasClass ? max($0, Int($1.label) + 1) : $0 }
    var canvas = DotCanvas(
      area: plot, isBraille: markers == .dots, kinds: classCount + 1, precedence: .majority)
    let x = viewport.xRange(columns: plot.width)
    let y = viewport.yRange(rows: plot.height)
    let scaleX = Double(canvas.dotsAcross) / (x.upperBound - x.lowerBound)
    let scaleY = Double(canvas.dotsDown) / (y.upperBound - y.lowerBound)
    // Points drawn as digits are bold where the ground may be of digits too.
    let emphasis: Style.Attributes = ground != nil && markers == .digits ? .bold : []
    for point in points {
      let across = (Double(point.x) - x.lowerBound) * scaleX
      let down = (y.upperBound - Double(point.y)) * scaleY
      guard across >= 0, down >= 0, across < Double(canvas.dotsAcross),
        down < Double(canvas.dotsDown)
      else { continue }
      let kind = point.hasClass ? Int(point.label) : classCount
      canvas.set(Int(across), Int(down), kind: kind)
    }
    canvas.render(into: &buffer) { kind in
      areFaint
        ? theme.otherClass
        : (kind == classCount ? theme.unclassified : theme.classStyle(kind)).with(emphasis)
    } glyph: { kind in
      areFaint ? "." : kind == classCount ? "*" : classMarks[kind]
    }
  }

  private func drawAxes(in area: Rect, plot: Rect, into buffer: inout CellBuffer) {
    Self.yLabels(viewport, rows: plot.height).draw(
      leftOf: plot, room: plot.column - area.column, style: theme.faint, into: &buffer)
    let x = viewport.xRange(columns: plot.width)
    AxisLabels(below: x, columns: plot.width) {
      cellIndex(($0 - x.lowerBound) / viewport.unitsPerColumn)
    }.draw(
      below: plot, row: area.maxRow - 1, style: theme.faint,
      mark: cursor.map { PlotScale(viewport, in: plot).cell(of: $0).column }, into: &buffer)
  }

  /// The cursor's cell in reverse, and a mark on each axis; an arrow at the edge where the cursor is
  /// beyond it.
  private func drawCursor(in plot: Rect, into buffer: inout CellBuffer) {
    guard let cursor else { return }
    let cell = PlotScale(viewport, in: plot).cell(of: cursor)
    let (column, row) = (cell.column, cell.row)
    let edge = Position(
      column: min(max(column, plot.column), plot.maxColumn - 1),
      row: min(max(row, plot.row), plot.maxRow - 1))
    let marks = theme.usesUnicode ? CursorMarks.unicode : .ascii
    if let mark = marks.beyond(cell, edge) {
      buffer[edge.column, edge.row] = Cell(mark, theme.strong.with(.reverse))
      return
    }
    buffer[column, row].style.attributes.insert([.reverse, .bold])
    if buffer[column, row].glyph == " " { buffer[column, row].glyph = "+" }
    buffer[plot.column - 1, row] = Cell(marks.right, theme.strong)
    buffer[column, plot.maxRow] = Cell(marks.up, theme.strong)
  }
}

/// The marks of a cursor.
private struct CursorMarks {
  let left, right, up, down: Unicode.Scalar

  static let unicode = CursorMarks(left: "←", right: "→", up: "↑", down: "↓")
  static let ascii = CursorMarks(left: "<", right: ">", up: "^", down: "v")

  /// The mark that points from the cell at the edge to one beyond it; nil where they are the same.
  func beyond(_ cell: Position, _ edge: Position) -> Unicode.Scalar? {
    if cell.column != edge.column { return cell.column < edge.column ? left : right }
    if cell.row != edge.row { return cell.row < edge.row ? up : down }
    return nil
  }
}
