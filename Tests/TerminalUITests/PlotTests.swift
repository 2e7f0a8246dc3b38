import TerminalUI
import TestSupport
import Testing

struct PlotTests {
  private static let viewport = Viewport(centerX: 0, centerY: 0, unitsPerColumn: 0.1)

  private static func plot(_ capabilities: Capabilities = Capabilities()) -> ScatterPlot {
    ScatterPlot(
      points: [], viewport: viewport, cursor: nil, shownClasses: Set(0..<10), markers: .dots,
      theme: Theme(capabilities))
  }

  private static func draw(_ plot: ScatterPlot, _ size: Size = Size(width: 46, height: 22))
    -> (buffer: CellBuffer, area: Rect)
  {
    var buffer = CellBuffer(size: size)
    buffer.draw(plot, in: buffer.bounds)
    return (buffer, ScatterPlot.plotArea(of: buffer.bounds, showing: viewport))
  }

  /// A square of side two is twenty columns wide and ten rows high.
  @Test(arguments: [GlyphSet.unicode, .ascii])
  func curvesHaveTheScaleOfTheAxes(glyphs: GlyphSet) {
    var plot = Self.plot(Capabilities(colors: .none, glyphs: glyphs))
    plot.curves = [
      PlotCurve(
        [(-0.99, -0.99), (0.99, -0.99), (0.99, 0.99), (-0.99, 0.99), (-0.99, -0.99)], .solid,
        style: .plain)
    ]
    let (buffer, area) = Self.draw(plot)
    var columns: Set<Int> = [], rows: Set<Int> = []
    for row in area.row..<area.maxRow {
      for column in area.column..<area.maxColumn where buffer[column, row].glyph != " " {
        columns.insert(column)
        rows.insert(row)
      }
    }
    // One more where its sides fall into the middle of cells.
    #expect((20...21).contains((columns.max() ?? 0) - (columns.min() ?? 0) + 1))
    #expect((10...11).contains((rows.max() ?? 0) - (rows.min() ?? 0) + 1))
  }

  /// Of a line to a place far away, only what lies in the plot takes time.
  @Test(.mustEnd) func farPlacesAreClipped() {
    var plot = Self.plot()
    plot.curves = [
      PlotCurve([(0, 0), (1e12, 1e12)], .dotted, style: .plain),
      PlotCurve([(5, 5), (.infinity, 0), (.nan, 1)], .solid, style: .plain),
    ]
    let (buffer, area) = Self.draw(plot)
    let drawn = (area.row..<area.maxRow).reduce(0) { count, row in
      count
        + buffer.row(row)[(buffer.row(row).startIndex + area.column)...].count { $0.glyph != " " }
    }
    #expect(drawn > 5 && drawn < 60)
  }

  @Test func marksStandAtTheirPlaces() {
    var plot = Self.plot()
    plot.marks = [
      PlotMark("A", at: (0.02, -0.02), style: .plain), PlotMark("B", at: (99, 0), style: .plain),
    ]
    let (buffer, area) = Self.draw(plot)
    let text = buffer.text
    #expect(text.contains("A") && !text.contains("B"))
    #expect(buffer[area.column + area.width / 2, area.row + area.height / 2].glyph == "A")
  }

  /// Points of every class before every ground stand out from what is behind them, or the ground gives way.
  @Test(arguments: Background.allCases)
  func pointsCanBeToldFromTheGround(background: Background) {
    let theme = Theme(Capabilities(background: background))
    let grounds =
      (0..<10).map(theme.ground(ofClass:)) + (0...15).map { theme.ground(ofValue: Double($0) / 15) }
    var kept = 0
    for label in 0..<10 {
      for ground in grounds {
        var plot = Self.plot(Capabilities(background: background))
        plot.points = [ScatterPoint(x: 0.05, y: 0.1, label: UInt8(label))]
        let size = ScatterPlot.plotArea(
          of: Rect(Size(width: 46, height: 22)), showing: Self.viewport
        ).size
        plot.ground = PlotGround(
          size: size, cells: Array(repeating: ground, count: size.width * size.height))
        let (buffer, area) = Self.draw(plot)
        let cells = (area.row..<area.maxRow).flatMap { buffer.row($0) }
        let point = cells.first { (0x2801...0x28ff).contains($0.glyph.value) }
        guard let point else {
          Issue.record("no point of class \(label)")
          continue
        }
        guard point.style.background != .terminal else { continue }
        kept += 1
        let contrast = point.style.foreground.contrast(to: point.style.background)
        #expect((contrast ?? 0) >= 3, "\(label) on \(ground)")
      }
    }
    #expect(kept > 80)
  }

  /// White on black, and mid-gray 118 on white, by the formula of WCAG 2.
  @Test func contrastIsThatOfTheGuidelines() {
    #expect(abs((Color.indexed(231).contrast(to: .indexed(16)) ?? 0) - 21) < 1e-9)
    #expect(abs((Color.indexed(243).contrast(to: .indexed(231)) ?? 0) - 4.54) < 0.01)
    #expect(Color.terminal.contrast(to: .indexed(16)) == nil)
  }

  @Test func aGroundOfValuesGrowsDarkerOrBrighterWithThem() {
    for background in Background.allCases {
      let theme = Theme(Capabilities(background: background))
      let lights = (1...15).map { step in
        theme.ground(ofValue: Double(step) / 15).style.background.luminance ?? -1
      }
      let sorted = lights.sorted()
      #expect(lights == (background == .dark ? sorted : sorted.reversed()))
    }
    let mono = Theme(Capabilities(colors: .none))
    #expect(
      [0, 0.2, 0.4, 0.6, 0.8, 1].map { String(mono.ground(ofValue: $0).glyph) }.joined() == " .:-=+"
    )
  }
}
