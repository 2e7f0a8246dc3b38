internal import TerminalUI
internal import TrainingLogs

/// A series in a row of cells.
enum Sparkline {
  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let ascii: [Character] = ["_", ".", "-", "=", "^"]

  /// The means of `width` stretches, from the least to the greatest of them; a gap where nothing is finite.
  static func text(of series: Series, width: Int, theme: Theme) -> String {
    let levels = theme.usesUnicode ? blocks : ascii
    let means = series.buckets(atMost: max(width, 1)).map(\.mean)
    let known = means.compactMap(\.self)
    guard let least = known.min(), let greatest = known.max() else { return "" }
    // Halves keep the difference of the two largest numbers there are finite.
    let span = greatest / 2 - least / 2
    return String(
      means.map { mean -> Character in
        guard let mean else { return " " }
        let share = span > 0 ? (mean / 2 - least / 2) / span : 0.5
        return levels[min(Int(share * Double(levels.count)), levels.count - 1)]
      })
  }
}
