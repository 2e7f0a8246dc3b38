internal import Autoencoders
internal import TerminalUI

/// The terms of the objective on top of each other, as training had them: what is minimized is the height of all.
struct LossStackChart: Widget {
  let losses: LossesFeature
  let train: [LossHistory.Bucket]
  let epochs: ClosedRange<Double>
  let marks: [Double]
  let names: LossNames
  let theme: Theme
  let isFocused: Bool

  /// A term, and how it is drawn.
  private struct Term {
    let name: String
    let style: Style
    let glyph: Unicode.Scalar
    let value: (LossTerms) -> Double
  }

  private var terms: [Term] {
    [
      Term(name: names.name(of: .reconstruction), style: theme.train, glyph: "r") {
        $0.reconstruction
      },
      Term(name: "weighted KL", style: theme.test, glyph: "k") { $0.kl * $0.klWeight },
      Term(name: "penalty", style: theme.warning, glyph: "p") { $0.adjustment },
    ].filter { term in shown.contains { term.value($0.losses.mean) != 0 } }
  }

  /// Losses of the whole model: those of a layer that is trained by itself are of something else.
  private var shown: [LossHistory.Bucket] {
    train.filter { epochs.contains($0.epoch) && $0.subject == .model }
  }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      Frame(theme, title: .fitting(title, room: Frame.room(in: area)), isFocused: isFocused),
      in: area)
    let interior = Frame.interior(of: area)
    let heights = heights
    guard let top = heights.last?.map(\.y).filter(\.isFinite).max() else { return }
    let least = heights.flatMap { $0.map(\.y) }.filter(\.isFinite).min() ?? 0
    var chart = LineChart(
      series: stacked(heights, columns: 2 * interior.width), xRange: epochs,
      yRange: min(least, 0)...max(top, least + 1e-9), crosshair: losses.shownCrosshair(in: epochs),
      theme: theme)
    chart.marks = marks
    buffer.draw(chart, in: interior)
  }

  private var title: [[Span]] {
    let last = shown.last?.losses.mean
    let values = terms.map { term in
      let value = last.map { " \(number(term.value($0), decimals: 1, cells: 8))" } ?? ""
      let sign = theme.usesUnicode ? "█" : String(term.glyph)
      return [Span("\(sign) ", term.style), Span(term.name + value, theme.faint)]
    }
    return [[Span("objective", theme.strong), Span(" train, nats", theme.faint)]] + values
  }

  /// The upper edge of each term, the lowest first.
  private var heights: [[ChartSeries.Point]] {
    let (terms, shown) = (terms, shown)
    return terms.indices.map { place in
      shown.map { bucket in
        let sum = terms[...place].reduce(0) { $0 + $1.value(bucket.losses.mean) }
        return ChartSeries.Point(x: bucket.epoch, y: sum)
      }
    }
  }

  /// A line up and down in each column of dots, which fills what lies between two edges.
  private func stacked(_ heights: [[ChartSeries.Point]], columns: Int) -> [ChartSeries] {
    heights.indices.map { place in
      var points: [ChartSeries.Point] = []
      var index = 0
      let edge = heights[place]
      for column in 0...columns {
        let width = epochs.upperBound - epochs.lowerBound
        let x = epochs.lowerBound + width * Double(column) / Double(columns)
        while index < edge.count - 1, edge[index].x < x { index += 1 }
        guard edge.indices.contains(index) else { continue }
        let floor = place == 0 ? 0 : heights[place - 1][index].y
        points += [.init(x: x, y: floor), .init(x: x, y: edge[index].y)]
      }
      // Without color every second term differs in its dots.
      let isDotted = theme.capabilities.colors == .none && place % 2 == 1
      return ChartSeries(
        points, style: terms[place].style, isDotted: isDotted, glyph: terms[place].glyph)
    }
  }
}
