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

  @Test func linesThatDoNotFitAreCounted() {
    let lines = (1...4).map { [Span("line \($0)")] }
    let block = LineBlock(lines, theme: Self.ascii)
    #expect(drawn(block, 16, 4) == "line 1\nline 2\nline 3\nline 4\n")
    #expect(drawn(block, 16, 3) == "line 1\nline 2\nand 2 more lines\n")
    #expect(drawn(block, 4, 1) == "and\n" && drawn(block, 4, 0) == "")
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
           0         5        10

        """)
  }

  /// Powers of ten stand as far apart as whole numbers do on a linear axis.
  @Test func aLogarithmicHorizontalAxisIsOneOfExponents() {
    func rows(_ isLogarithmic: Bool) -> [Substring] {
      let points = [0.0, 1, 2].map { place in
        ChartSeries.Point(x: isLogarithmic ? [1, 10, 100][Int(place)] : place, y: place * place)
      }
      var chart = LineChart(
        series: [ChartSeries(points, style: .plain, glyph: "*")],
        xRange: isLogarithmic ? 1...100 : 0...2, yRange: 0...4, theme: Self.ascii)
      chart.isXLogarithmic = isLogarithmic
      return drawn(chart, 33, 7).split(separator: "\n")
    }
    #expect(rows(true).dropLast() == rows(false).dropLast())
    #expect(rows(true).last?.split(separator: " ") == ["1", "10", "100"])
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

  /// Labels beside a chart are whole or not there, whatever its values.
  @Test(arguments: [1e7, 123_456, 6_000, 0.02, 3e-7], [12, 24, 60])
  func chartsCutNoLabel(greatest: Double, width: Int) throws {
    let chart = LineChart(
      series: [], xRange: 0...1, yRange: -greatest...greatest, theme: Self.ascii)
    let rows = drawn(chart, width, 9).split(separator: "\n", omittingEmptySubsequences: false)
    let labels = rows.dropLast(2).compactMap { Double($0.filter { $0 != " " }) }
    #expect(labels.count >= 3 && Set(labels).count == labels.count)
    #expect(labels == labels.sorted(by: >))
    let step = labels[0] - labels[1]
    for (a, b) in zip(labels, labels.dropFirst()) { #expect(abs(a - b - step) < step / 1_000) }
    #expect(labels.contains(0) && abs(labels[0] + labels[labels.count - 1]) < step / 1_000)
  }

  @Test(arguments: [12, 17, 24, 33, 60], [0.0...1.0, 1_000_000...1_000_001, 0...123_456_789])
  func labelsBelowAreApart(width: Int, range: ClosedRange<Double>) throws {
    let chart = LineChart(series: [], xRange: range, yRange: 0...1, theme: Self.ascii)
    let below = try #require(drawn(chart, width, 5).split(separator: "\n").last)
    let labels = below.split(separator: " ").map { Double($0) ?? .nan }
    #expect(labels.allSatisfy { range.contains($0) })
    #expect(zip(labels, labels.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func linesThatMeetAreBothSeen() {
    let (flat, falling) = (ChartSeries.Point(x: 0, y: 0), ChartSeries.Point(x: 0, y: 8))
    let train = ChartSeries(
      [flat, .init(x: 10, y: 8)], style: Style(.indexed(1)), glyph: "*")
    let test = ChartSeries(
      [falling, .init(x: 10, y: 0)], style: Style(.indexed(2)), glyph: "o")
    func chart(_ theme: Theme) -> CellBuffer {
      let chart = LineChart(
        series: [train, test], band: [ChartBand(x: 5, range: 0...8)], xRange: 0...10, yRange: 0...8,
        theme: theme)
      var buffer = CellBuffer(size: Size(width: 13, height: 4))
      buffer.draw(chart, in: buffer.bounds)
      return buffer
    }
    #expect(
      chart(Self.ascii).text == """
          ooooo     *
        5      @@@@@
        0 *****     o
          0        10

        """)
    let together = ChartSeries([flat, .init(x: 10, y: 0)], style: Style(.indexed(3)), glyph: "x")
    let pair = LineChart(
      series: [
        ChartSeries([flat, .init(x: 10, y: 0)], style: Style(.indexed(4)), glyph: "*"), together,
      ], xRange: 0...10, yRange: 0...8, theme: Self.color)
    var buffer = CellBuffer(size: Size(width: 13, height: 5))
    buffer.draw(pair, in: buffer.bounds)
    #expect(Set((2..<13).map { buffer[$0, 3].style.foreground }) == [.indexed(3), .indexed(4)])
  }

  @Test func theCrosshairLeavesLinesToBeSeen() {
    let line = ChartSeries(
      [.init(x: 0, y: 2), .init(x: 10, y: 2)], style: Style(.indexed(1)), glyph: "*")
    let chart = LineChart(
      series: [line], band: [ChartBand(x: 5, range: 1...3)], xRange: 0...10, yRange: 0...4,
      crosshair: 5, theme: Self.ascii)
    #expect(
      drawn(chart, 13, 6) == """
        4      |
               |
        2 ***********
               |
        0      |
          0        10

        """)
  }

  /// Codes that are all the same are shown in a stretch whose labels can be told apart.
  @Test(arguments: [Float(0), 3.127, -20_000])
  func pointsInOnePlaceHaveAnAxis(value: Float) throws {
    let (place, size) = (Double(value), Size(width: 40, height: 12))
    let viewport = Viewport(fitting: place...place, place...place, in: size)
    let plot = ScatterPlot(
      points: [ScatterPoint(x: value, y: value, label: 3)], viewport: viewport, cursor: nil,
      shownClasses: [3], markers: .digits, theme: Self.ascii)
    let rows = drawn(plot, 50, 13).split(separator: "\n", omittingEmptySubsequences: false)
    let below = rows[12].split(separator: " ").map { Double($0) ?? .nan }
    #expect(below.count >= 2 && Set(below).count == below.count)
    #expect(below.allSatisfy { abs($0 - place) <= max(1, abs(place) / 10) })
  }

  @Test(arguments: [
    (9.0, 0.0, ">"), (-9, 0, "<"), (0, 9, "^"), (0, -9, "v"), (1e30, 0, ">"), (-9, 1e9, "<"),
  ])
  func anArrowPointsToACursorBeyondTheEdge(x: Double, y: Double, arrow: Character) {
    let plot = ScatterPlot(
      points: [], viewport: Viewport(centerX: 0, centerY: 0, unitsPerColumn: 0.2), cursor: (x, y),
      shownClasses: [], markers: .digits, theme: Self.ascii)
    let text = drawn(plot, 20, 8)
    #expect(text.count { "<>^v".contains($0) } == 1 && text.contains(arrow))
  }

  /// A label gives way to the mark of the cursor that would stand on it.
  @Test(arguments: [(-1.0, "-2", true), (-2, "-2", false), (-1, "2", true), (2, "2", false)])
  func theMarkOfTheCursorCutsNoLabel(x: Double, label: String, isShown: Bool) throws {
    let plot = ScatterPlot(
      points: [], viewport: Viewport(centerX: 0, centerY: 0, unitsPerColumn: 0.1), cursor: (x, 0),
      shownClasses: [], markers: .digits, theme: Self.ascii)
    let below = try #require(drawn(plot, 50, 13).split(separator: "\n").last)
    let words = below.split(separator: " ")
    #expect(words.contains("^") && words.contains(Substring(label)) == isShown)
  }

  @Test(arguments: [0.01, 1, 30_000, 1_000_000])
  func scattersCutNoLabel(unit: Double) {
    let viewport = Viewport(centerX: 0, centerY: 0, unitsPerColumn: unit / 10)
    let plot = ScatterPlot(
      points: [], viewport: viewport, cursor: nil, shownClasses: [], markers: .digits,
      theme: Self.ascii)
    let rows = drawn(plot, 50, 13).split(separator: "\n", omittingEmptySubsequences: false)
    let labels = rows[..<12].compactMap { Double($0.filter { $0 != " " }) }
    #expect(labels.count >= 2 && labels.contains(0))
    #expect(zip(labels, labels.dropFirst()).allSatisfy { $0 > $1 })
    #expect(labels.allSatisfy { abs($0) <= 13 * unit / 10 && ($0 == 0 || abs($0) > unit / 10) })
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
