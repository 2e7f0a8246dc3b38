import TerminalUI
import Testing

/// Drawings: what each widget puts into a small screen, as text.
struct WidgetTests {
  static let ascii = Theme(Capabilities(colors: .none, glyphs: .ascii))
  static let color = Theme(Capabilities())

  private func drawn(_ widget: some Widget, _ width: Int, _ height: Int) -> String {
    var buffer = CellBuffer(size: Size(width: width, height: height))
    buffer.draw(widget, in: buffer.bounds)
    return buffer.text
  }

  @Test func frame() {
    let frame = Frame(Self.ascii, title: [Span("title")], footnote: [Span("note")])
    #expect(
      drawn(frame, 14, 3) == """
        + title -----+
        |            |
        + note ------+

        """)
    #expect(drawn(frame, 8, 2) == "+ title+\n+ note +\n")
  }

  @Test func chart() {
    let points = (0...10).map { ChartSeries.Point(x: Double($0), y: Double($0)) }
    let chart = LineChart(
      series: [ChartSeries(points, style: .plain, glyph: "*")], xRange: 0...10, yRange: 0...10,
      theme: Self.ascii)
    #expect(
      drawn(chart, 24, 7) == """
        10                     *
                           ****
                       ****
         5         ****
               ****
         0 ****
           0                  10

        """)
  }

  @Test func chartsLeaveGapsForWhatIsNoNumber() {
    let points = [0, 1, Double.nan, 3, 4].enumerated().map {
      ChartSeries.Point(x: Double($0.offset), y: $0.element.isNaN ? .nan : 1)
    }
    let chart = LineChart(
      series: [ChartSeries(points, style: .plain, glyph: "*")], xRange: 0...4, yRange: 0...2,
      theme: Self.ascii)
    #expect(drawn(chart, 23, 3).contains("1 ******         ******\n"))
  }

  @Test func scatter() {
    let points = [(-1, 1, 3), (1, -1, 8), (0.1, 0, 0), (0.1, 0, 5), (0.1, 0, 5)].map {
      ScatterPoint(x: Float($0.0), y: Float($0.1), label: UInt8($0.2))
    }
    let plot = ScatterPlot(
      points: points, viewport: Viewport(centerX: 0, centerY: 0, unitsPerColumn: 0.2),
      cursor: (-1.1, -1.1), shownClasses: Set(0..<10), markers: .digits, theme: Self.ascii)
    #expect(
      drawn(plot, 20, 8) == """

               3

           0         5


            > +          8
              ^     0

        """)
  }

  /// The kind with most points in a cell gives its color; the lower class among equals.
  @Test func majorityColorsACell() {
    var canvas = DotCanvas(
      area: Rect(column: 0, row: 0, width: 2, height: 1), isBraille: true, kinds: 3,
      precedence: .majority)
    canvas.set(0, 0, kind: 2)
    canvas.set(1, 0, kind: 1)
    canvas.set(1, 3, kind: 1)
    canvas.set(2, 0, kind: 2)
    canvas.set(2, 1, kind: 0)
    var buffer = CellBuffer(size: Size(width: 2, height: 1))
    canvas.render(into: &buffer) {
      Style(.indexed(UInt8(100 + $0)))
    } glyph: { _ in
      "x"
    }
    #expect(buffer[0, 0] == Cell("⢉", Style(.indexed(101))))
    #expect(buffer[1, 0] == Cell("⠃", Style(.indexed(100))))
  }

  /// Every size down to nothing, and no cell outside the area.
  @Test(arguments: [(0, 0), (1, 1), (2, 2), (3, 1), (12, 2), (13, 5), (40, 1), (1, 40)])
  func widgetsStayInside(width: Int, height: Int) {
    let area = Rect(column: 2, row: 1, width: width, height: height)
    let points = (0..<50).map { ScatterPoint(x: Float($0) / 25 - 1, y: 0.3, label: UInt8($0 % 10)) }
    let line = ChartSeries(
      (0..<9).map { .init(x: Double($0), y: Double($0 * $0)) }, style: .plain, glyph: "*")
    let widgets: [any Widget] = [
      Frame(Self.color, title: [Span("a title")], footnote: [Span("a note")]),
      LineChart(
        series: [line], band: [ChartBand(x: 3, range: 0...99)], xRange: 0...9, yRange: 0...50,
        crosshair: 4, theme: Self.color),
      ScatterPlot(
        points: points, viewport: Viewport(centerX: 0, centerY: 0, unitsPerColumn: 0.05),
        cursor: (0, 0), shownClasses: [1, 2], markers: .dots, theme: Self.color),
      ImageView([Float](repeating: 0.5, count: 784), width: 28, height: 28, theme: Self.color),
      Dialog(title: "title", lines: [[Span("one")], [Span("two")]], theme: Self.color),
    ]
    for widget in widgets {
      var buffer = CellBuffer(size: Size(width: width + 4, height: height + 2))
      buffer.fill(buffer.bounds, with: Cell("#"))
      widget.render(in: area, into: &buffer)
      for row in 0..<buffer.size.height {
        for column in 0..<buffer.size.width {
          let isInside = area.contains(Position(column: column, row: row))
          #expect(
            isInside || buffer[column, row] == Cell("#"), "\(type(of: widget)) at \(column), \(row)"
          )
        }
      }
    }
  }
}
