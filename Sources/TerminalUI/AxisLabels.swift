/// The labels of an axis, with the cells they stand in: each whole, and none in touch with another.
struct AxisLabels {
  struct Label {
    let text: String
    /// The cell the label begins at, or the row it stands in, counted from the axis's first.
    let cell: Int
  }

  let labels: [Label]

  /// The cells that the longest takes.
  var width: Int { labels.map(\.text.count).max() ?? 0 }

  /// Labels beside an axis of some rows.
  ///
  /// - Parameter row: the row of a value, counted from the top.
  init(beside ticks: [Double], rows: Int, fitting width: Int, row: (Double) -> Int) {
    var taken: Set<Int> = []
    labels = zip(ticks, Ticks.labels(ticks, fitting: width)).compactMap { tick, text in
      let row = row(tick)
      guard (0..<rows).contains(row), taken.insert(row).inserted else { return nil }
      return Label(text: text, cell: row)
    }
  }

  /// Labels below an axis of some columns, as many as keep apart.
  ///
  /// - Parameter column: the column of a value, counted from the left.
  init(
    below range: ClosedRange<Double>, isLogarithmic: Bool = false, columns: Int,
    column: (Double) -> Int
  ) {
    for count in stride(from: max(2, columns / 6), through: 1, by: -1) {
      let ticks =
        isLogarithmic
        ? Ticks.logarithmicValues(in: range, atMost: count)
        : Ticks.values(in: range, atMost: count)
      let labels = zip(ticks, Ticks.labels(ticks)).map { tick, text in
        let start = column(tick) - text.count / 2
        return Label(text: text, cell: min(max(start, 0), columns - text.count))
      }
      if Self.areApart(labels) {
        self.labels = labels
        return
      }
    }
    labels = []
  }

  private static let leastGap = 3

  private static func areApart(_ labels: [Label]) -> Bool {
    labels.allSatisfy { $0.cell >= 0 }
      && zip(labels, labels.dropFirst()).allSatisfy {
        $0.cell + $0.text.count + leastGap <= $1.cell
      }
  }

  /// Draws them to the left of the column where the plot begins; what has no room is left out.
  func draw(leftOf plot: Rect, room: Int, style: Style, into buffer: inout CellBuffer) {
    for label in labels where label.text.count < room {
      buffer.write(
        label.text, column: plot.column - 1 - label.text.count, row: plot.row + label.cell,
        style: style)
    }
  }

  /// Draws them in a row below the plot, but for one on which a mark stands.
  func draw(
    below plot: Rect, row: Int, style: Style, mark: Int? = nil, into buffer: inout CellBuffer
  ) {
    for label in labels {
      let place = plot.column + label.cell
      if let mark, (place..<place + label.text.count).contains(mark) { continue }
      buffer.write(label.text, column: place, row: row, style: style)
    }
  }
}
