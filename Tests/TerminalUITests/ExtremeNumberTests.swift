import TerminalUI
import TestSupport
import Testing

/// Numbers of files reach charts and ticks as they are: whatever they are, something is drawn.
@Suite(.mustEnd)
struct ExtremeNumberTests {
  static let numbers: [Double] = [
    0, -0.0, 1, -1, 1e-9, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude,
    1e-300, 1e15, 1e16, 1e300, -1e300,
    1.7e308,
    -1.7e308, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .infinity, -.infinity, .nan, 0.1,
    3.5,
  ]

  static let ranges: [ClosedRange<Double>] = numbers.flatMap { low in
    numbers.compactMap { low <= $0 ? low...$0 : nil }
  }

  @Test func ticksAreFewAndFinite() {
    for range in Self.ranges {
      for count in [0, 1, 2, 7, 40] {
        for ticks in [
          Ticks.values(in: range, atMost: count), Ticks.logarithmicValues(in: range, atMost: count),
        ] {
          #expect(ticks.count <= count && ticks.allSatisfy(\.isFinite), "\(range), \(count)")
          #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 <= $1 }, "\(range), \(count)")
          #expect(Ticks.labels(ticks).count == ticks.count)
        }
      }
    }
  }

  @Test func labelsAreMadeOfAnyNumbers() {
    for first in Self.numbers {
      for second in Self.numbers {
        let labels = Ticks.labels([first, second], fitting: 5)
        #expect(labels.count == 2 && labels.allSatisfy { !$0.isEmpty }, "\(first), \(second)")
      }
    }
  }

  @Test func textOfNumbersFits() {
    for value in Self.numbers {
      for decimals in 0...3 {
        #expect(
          !fixed(value, decimals: decimals).isEmpty && !rate(value, decimals: decimals).isEmpty)
        #expect(number(value, decimals: decimals, cells: 8).count <= 8, "\(value)")
      }
      #expect(!clockText(value).isEmpty)
    }
  }

  private static let size = Size(width: 40, height: 12)

  private static func drawn(_ widget: some Widget, _ size: Size = size) -> String {
    var buffer = CellBuffer(size: size)
    buffer.draw(widget, in: buffer.bounds)
    return buffer.text
  }

  private static func lines(_ values: [Double]) -> ChartSeries {
    ChartSeries(
      zip(numbers, values).map { ChartSeries.Point(x: $0, y: $1) }, style: .plain, glyph: "*")
  }

  /// In every range of either axis, linear and logarithmic, with every number as a place and a value.
  @Test(arguments: [Capabilities(), Capabilities(colors: .none, glyphs: .ascii)])
  func chartsHoldForAllNumbers(capabilities: Capabilities) {
    let series = [Self.lines(Self.numbers), Self.lines(Self.numbers.reversed())]
    for (index, range) in Self.ranges.enumerated() {
      let other = Self.ranges[index * 7 % Self.ranges.count]
      let chart = LineChart(
        series: series, band: Self.ranges.prefix(60).map { ChartBand(x: $0.lowerBound, range: $0) },
        xRange: other, yRange: range, isLogarithmic: index % 2 == 0, crosshair: other.lowerBound,
        theme: Theme(capabilities))
      #expect(Self.drawn(chart).count > 0)
    }
  }

  @Test func chartsOfNothingAndOfOneValue() {
    for values in [[], [3.5], [3.5, 3.5]] {
      let points = values.map { ChartSeries.Point(x: $0, y: $0) }
      let chart = LineChart(
        series: [ChartSeries(points, style: .plain, glyph: "*")], xRange: 3.5...3.5,
        yRange: 3.5...3.5,
        theme: Theme(Capabilities(glyphs: .ascii)))
      #expect(Self.drawn(chart).contains("*") == !values.isEmpty)
    }
  }

  /// A viewport of any center and scale, with points and lines to all numbers.
  @Test func plotsHoldForAllNumbers() {
    let floats = Self.numbers.map(Float.init)
    let curve = Self.numbers.flatMap { x in [(x, 0.0), (0.0, x)] }
    for center in Self.numbers {
      for scale in Self.numbers {
        let viewport = Viewport(centerX: center, centerY: -center, unitsPerColumn: scale)
        var plot = ScatterPlot(
          points: floats.map { ScatterPoint(x: $0, y: -$0, label: ScatterPoint.noClass) },
          viewport: viewport,
          cursor: (center, scale), shownClasses: [], markers: .dots, theme: Theme(Capabilities()))
        plot.curves = [
          PlotCurve(curve.map { (x: $0.0, y: $0.1) }, .dotted, style: .plain),
          PlotCurve(curve.map { (x: $0.0, y: $0.1) }, .places, style: .plain),
        ]
        plot.marks = [PlotMark("A", at: (scale, center), style: .plain)]
        #expect(Self.drawn(plot).count > 0)
        let scaled = PlotScale(viewport, in: Rect(Self.size))
        for range in Self.ranges.prefix(40) { #expect(scaled.cells(x: range, y: range).width >= 0) }
      }
    }
  }

  @Test func viewportsFitAnyRanges() {
    for range in Self.ranges {
      let viewport = Viewport(fitting: range, range, in: Self.size)
      #expect(viewport.unitsPerColumn > 0 && viewport.unitsPerColumn.isFinite)
      #expect(
        viewport.xRange(columns: 40).upperBound.isFinite
          && viewport.yRange(rows: 12).lowerBound.isFinite)
    }
  }

  /// Points without a class are drawn in one color, and none is a digit.
  @Test func whatHasNoClassHasOneColor() {
    for glyphs in [GlyphSet.unicode, .ascii] {
      let theme = Theme(Capabilities(glyphs: glyphs))
      let plot = ScatterPlot(
        points: [ScatterPoint(x: 0.01, y: 0.01, label: ScatterPoint.noClass)],
        viewport: Viewport(centerX: 0, centerY: 0, unitsPerColumn: 0.1), cursor: nil,
        shownClasses: Set(0..<10), markers: .dots, theme: theme)
      var buffer = CellBuffer(size: Self.size)
      buffer.draw(plot, in: buffer.bounds)
      let cells = (0..<Self.size.height).flatMap { buffer.row($0) }
      #expect(
        cells.count { $0.style.foreground == theme.unclassified.foreground && $0.glyph != " " } == 1
      )
    }
  }

  @Test func canvasesHoldForAllPlaces() {
    let places = [0, 1, -1, 5, 1 << 20, -1 << 20, .max, .min]
    for area in [Rect(Size(width: 0, height: 0)), Rect(Size(width: 1, height: 1)), Rect(Self.size)]
    {
      var canvas = DotCanvas(area: area, isBraille: true, kinds: 2, precedence: .majority)
      for x in places {
        for y in places {
          canvas.set(x, y, kind: 1)
          canvas.line(from: (x, y), to: (y, x), kind: 0)
        }
      }
      var buffer = CellBuffer(size: Self.size)
      canvas.render(into: &buffer, style: { _ in .plain }, glyph: { _ in "*" })
      #expect((buffer[0, 0].glyph != " ") == !area.isEmpty)
    }
  }

  @Test func slidersAndImagesHoldForAllNumbers() {
    let values = Self.numbers.map(Float.init)
    for theme in [Theme(Capabilities()), Theme(Capabilities(colors: .sixteen, glyphs: .ascii))] {
      for shading in ImageShading.allCases {
        let pixels = (0..<36).map { values[$0 % values.count] }
        let image = ImageView(
          pixels, width: 6, height: 6, shading: shading, theme: theme)
        #expect(Self.drawn(image).count > 0)
      }
      for value in values {
        for low in values {
          for high in values where low <= high {
            let slider = Slider(
              range: low...high, value: value, original: low, isBar: low == 0, isSelected: true,
              theme: theme)
            #expect(Self.drawn(slider, Size(width: 9, height: 1)).count > 0)
          }
        }
      }
    }
  }
}
