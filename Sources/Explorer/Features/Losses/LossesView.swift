internal import Autoencoders
internal import TerminalUI

/// The curves of some parts of a run's losses, of training and test images.
struct LossesView: Widget {
  let losses: LossesFeature
  let history: LossHistory
  /// Runs that were trained before.
  let earlierRuns: [EarlierRun]
  /// The epoch whose codes and weights are shown; nil for the newest.
  let shownEpoch: Int?
  /// Epochs at which the run took another course.
  let marks: [Double]
  let parts: [LossPart]
  let names: LossNames
  let theme: Theme
  let isFocused: Bool

  private static let narrowestChart = 24
  /// A chart of these columns and rows is read with ease.
  private static let roomyChart = Size(width: 38, height: 8)

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let (train, epochs) = (history.train, losses.shownEpochs(of: history))
    switch losses.shape {
    case .parts: drawParts(train, in: area, into: &buffer)
    case .stack:
      buffer.draw(
        LossStackChart(
          losses: losses, train: train, epochs: epochs, marks: marks, names: names, theme: theme,
          isFocused: isFocused), in: area)
    case .latents:
      buffer.draw(
        LatentKLChart(
          losses: losses, test: history.test, epochs: epochs, marks: marks, theme: theme,
          isFocused: isFocused), in: area)
    }
  }

  private func drawParts(
    _ train: [LossHistory.Bucket], in area: Rect, into buffer: inout CellBuffer
  ) {
    let areas = Self.areas(for: parts.count, in: area)
    for (part, area) in zip(parts, areas) {
      buffer.draw(
        LossChart(
          losses: losses, part: part, train: train, test: history.test,
          earlier: losses.showsEarlierRuns ? earlierRuns.map(\.history.train) : [],
          epochs: losses.shownEpochs(of: history), shownEpoch: shownEpoch, marks: marks,
          names: names, theme: theme,
          isFocused: isFocused), in: area)
    }
  }

  /// Areas in as few rows as leave charts that are roomy; where there are none such, that are just wide
  /// enough.
  private static func areas(for count: Int, in area: Rect) -> [Rect] {
    func columns(_ rows: Int) -> Int { (count + rows - 1) / rows }
    guard count > 0 else { return [] }
    let rows =
      (1...count).first { rows in
        area.width / columns(rows) >= roomyChart.width && area.height / rows >= roomyChart.height
      } ?? (1...count).first { area.width / columns($0) >= narrowestChart } ?? count
    return area.rows(rows).enumerated().flatMap { row, strip in
      strip.columns(min(columns(rows), count - row * columns(rows)))
    }
  }
}
