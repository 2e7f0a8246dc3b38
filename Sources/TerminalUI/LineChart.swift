internal import Foundation

/// One line of a chart.
public struct ChartSeries: Equatable, Sendable {
  /// A point of a line.
  public struct Point: Equatable, Sendable {
    /// Its place on the horizontal axis.
    public var x: Double
    /// Not finite where there is nothing to draw.
    public var y: Double

    /// A point by its coordinates.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// In order of x.
  public var points: [Point]
  /// The style it is drawn in.
  public var style: Style
  /// Every other dot, so that lines differ without color.
  public var isDotted: Bool
  /// The character it is drawn with where there are no dots.
  public var glyph: Unicode.Scalar

  /// A line through points in order of x.
  public init(_ points: [Point], style: Style, isDotted: Bool = false, glyph: Unicode.Scalar) {
    self.points = points
    self.style = style
    self.isDotted = isDotted
    self.glyph = glyph
  }
}

/// Least and greatest values behind a stretch of a line.
public struct ChartBand: Equatable, Sendable {
  /// Its place on the horizontal axis.
  public var x: Double
  /// The least and the greatest value.
  public var range: ClosedRange<Double>

  /// The values behind one place of a line.
  public init(x: Double, range: ClosedRange<Double>) {
    self.x = x
    self.range = range
  }
}

/// Lines over a band of raw values, with axes that carry values.
public struct LineChart: Widget {
  /// The lines; where two share a cell, both are drawn in it, by `@` where there are no dots.
  public var series: [ChartSeries]
  /// Lines in one style that are drawn where there is no other line.
  public var background: [ChartSeries] = []
  /// The raw values behind them.
  public var band: [ChartBand]
  /// The part of the horizontal axis that is shown.
  public var xRange: ClosedRange<Double>
  /// The part of the vertical axis that is shown.
  public var yRange: ClosedRange<Double>
  /// Whether the vertical axis is logarithmic, for which its range must be positive.
  public var isLogarithmic: Bool
  /// Whether the horizontal axis is logarithmic, for which its range must be positive.
  public var isXLogarithmic = false
  /// Where the crosshair stands.
  public var crosshair: Double?
  /// Places on the horizontal axis with a mark at the top.
  public var marks: [Double] = []
  /// The styles it is drawn in.
  public let theme: Theme

  /// A chart; a logarithmic axis that holds no positive range is linear.
  public init(
    series: [ChartSeries], band: [ChartBand] = [], xRange: ClosedRange<Double>,
    yRange: ClosedRange<Double>, isLogarithmic: Bool = false, crosshair: Double? = nil, theme: Theme
  ) {
    self.series = series
    self.band = band
    self.xRange = xRange
    self.yRange = yRange
    self.isLogarithmic = isLogarithmic && yRange.lowerBound > 0
    self.crosshair = crosshair
    self.theme = theme
  }

  /// Draws the chart; nothing where there are less than 12x2 cells.
  public func render(in area: Rect, into buffer: inout CellBuffer) {
    guard area.width >= 12, area.height >= 2 else { return }
    let (body, axisRow) =
      area.height >= 4 ? area.splitTop(area.height - 1) : (area, Rect(Size(width: 0, height: 0)))
    let yLabels = yLabels(rows: body.height)
    let labelWidth = min(yLabels.width + 1, area.width / 2)
    let plot = body.splitLeft(labelWidth).rest
    yLabels.draw(leftOf: plot, room: labelWidth, style: theme.faint, into: &buffer)
    if !axisRow.isEmpty {
      AxisLabels(below: xRange, isLogarithmic: hasLogarithmicX, columns: plot.width) {
        cell(widthFraction($0), of: plot.width)
      }.draw(below: plot, row: axisRow.row, style: theme.faint, into: &buffer)
    }
    drawLines(in: plot, into: &buffer)
    drawCrosshair(in: plot, into: &buffer)
    drawMarks(in: plot, into: &buffer)
  }

  private func yLabels(rows: Int) -> AxisLabels {
    let count = max(3, rows / 2)
    let ticks =
      isLogarithmic
      ? Ticks.logarithmicValues(in: yRange, atMost: count)
      : Ticks.values(in: yRange, atMost: count)
    return AxisLabels(
      beside: ticks.isEmpty ? [yRange.lowerBound] : ticks, rows: rows, fitting: Self.labelWidth
    ) { cell(heightFraction($0), of: rows) }
  }

  /// Characters that a label beside the chart should have at most.
  private static let labelWidth = 5

  private func cell(_ fraction: Double, of count: Int) -> Int {
    Int(fraction * Double(count - 1) + 0.5)
  }

  private func drawLines(in plot: Rect, into buffer: inout CellBuffer) {
    guard !plot.isEmpty else { return }
    var canvas = DotCanvas(
      area: plot, isBraille: theme.usesUnicode, kinds: series.count + 2,
      precedence: .lines(grounds: 2))
    for stretch in band { draw(stretch, on: &canvas) }
    for line in background { draw(line, kind: 1, on: &canvas) }
    for (index, line) in series.enumerated() { draw(line, kind: index + 2, on: &canvas) }
    let (styles, glyphs) = (
      [theme.envelope, background.first?.style ?? theme.faint] + series.map(\.style),
      [":", background.first?.glyph ?? "."] + series.map(\.glyph)
    )
    canvas.render(
      into: &buffer, style: { styles[$0] }, glyph: { glyphs[$0] }, glyphOfSeveral: "@")
  }

  private func draw(_ stretch: ChartBand, on canvas: inout DotCanvas) {
    guard xRange.contains(stretch.x) else { return }
    let x = dotX(stretch.x, canvas)
    let low = dotY(stretch.range.lowerBound, canvas), high = dotY(stretch.range.upperBound, canvas)
    guard theme.capabilities.colors == .none else {
      canvas.line(from: (x, high), to: (x, low), kind: 0)
      return
    }
    // Without color the band is thinned out, so that the lines on it can be seen.
    for y in min(low, high)...max(low, high) where (x + 2 * y) % 4 == 0 {
      canvas.set(x, y, kind: 0)
    }
  }

  private func draw(_ line: ChartSeries, kind: Int, on canvas: inout DotCanvas) {
    var last: (x: Int, y: Int)?
    for point in line.points {
      guard point.y.isFinite, point.x >= xRange.lowerBound, point.x <= xRange.upperBound else {
        last = nil
        continue
      }
      let dot = (x: dotX(point.x, canvas), y: dotY(point.y, canvas))
      let from = last ?? dot
      let steps = max(abs(dot.x - from.x), abs(dot.y - from.y), 1)
      for step in 0...steps {
        let x = from.x + (dot.x - from.x) * step / steps
        let y = from.y + (dot.y - from.y) * step / steps
        if !line.isDotted || (x + y) % 2 == 0 { canvas.set(x, y, kind: kind) }
      }
      last = dot
    }
  }

  /// A thin line where nothing but the band is drawn, so that lines stay to be seen.
  private func drawCrosshair(in plot: Rect, into buffer: inout CellBuffer) {
    guard let crosshair, xRange.contains(crosshair), !plot.isEmpty else { return }
    let column = plot.column + cell(widthFraction(crosshair), of: plot.width)
    for row in plot.row..<plot.maxRow {
      let isFree = buffer[column, row].glyph == " " || buffer[column, row].style == theme.envelope
      if isFree { buffer[column, row] = Cell(theme.lines.vertical, theme.faint) }
    }
  }

  private func drawMarks(in plot: Rect, into buffer: inout CellBuffer) {
    guard !plot.isEmpty else { return }
    for mark in marks where xRange.contains(mark) {
      let column = plot.column + cell(widthFraction(mark), of: plot.width)
      buffer[column, plot.row] = Cell(theme.usesUnicode ? "▾" : "v", theme.warning)
    }
  }

  private var hasLogarithmicX: Bool { isXLogarithmic && xRange.lowerBound > 0 }

  private func widthFraction(_ x: Double) -> Double {
    guard xRange.upperBound > xRange.lowerBound else { return 0 }
    guard hasLogarithmicX else {
      return share(of: x, from: xRange.lowerBound, to: xRange.upperBound)
    }
    let (low, high) = (log10(xRange.lowerBound), log10(xRange.upperBound))
    return share(of: log10(max(x, xRange.lowerBound)), from: low, to: high)
  }

  /// 0 at the top of the chart, 1 at its foot; values beyond either are drawn at the edge.
  private func heightFraction(_ y: Double) -> Double {
    let (low, high, value) =
      isLogarithmic
      ? (log10(yRange.lowerBound), log10(yRange.upperBound), log10(max(y, yRange.lowerBound)))
      : (yRange.lowerBound, yRange.upperBound, y)
    return share(of: -value, from: -high, to: -low)
  }

  private func dotX(_ x: Double, _ canvas: DotCanvas) -> Int {
    Int((widthFraction(x) * Double(canvas.dotsAcross - 1)).rounded())
  }

  private func dotY(_ y: Double, _ canvas: DotCanvas) -> Int {
    Int((heightFraction(y) * Double(canvas.dotsDown - 1)).rounded())
  }
}
