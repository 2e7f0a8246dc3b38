/// The log of a run as it was read.
public struct MetricsLog: Equatable, Sendable {
  /// The lines that could be read, in order.
  public let lines: [MetricsLine]
  /// Numbers, the first being 1, of lines that could not; a last one cut off in the writing is none.
  public let damagedLines: [Int]
  /// The lines as they stand in the file, keys that nobody knows among them.
  private let texts: [Substring]

  private init(_ texts: [Substring], _ lines: [MetricsLine], damagedLines: [Int] = []) {
    self.texts = texts
    self.lines = lines
    self.damagedLines = damagedLines
  }

  /// Reads the text of a log; empty lines count for nothing.
  public init(parsing text: String) {
    var (texts, lines, damaged): ([Substring], [MetricsLine], [Int]) = ([], [], [])
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, text) in all.enumerated() where !text.isEmpty {
      if let line = try? MetricsLine(parsing: text) {
        texts.append(text)
        lines.append(line)
      } else if index < all.count - 1 {
        damaged.append(index + 1)
      }
    }
    self.init(texts, lines, damagedLines: damaged)
  }

  /// The lines that a run has written before a checkpoint, each of them whole: one that a run wrote of the
  /// steps there were when it was stopped gives way to that of all its steps.
  func before(_ checkpoint: Checkpoint) -> MetricsLog {
    let wholeSteps = checkpoint.position.step - (checkpoint.line?.steps ?? 0)
    let kept = lines.indices.filter { index in
      let line = lines[index]
      return line.isBefore(checkpoint.position) && (line.split != .train || line.step <= wholeSteps)
    }
    return MetricsLog(kept.map { texts[$0] }, kept.map { lines[$0] }, damagedLines: damagedLines)
  }

  /// The lines as they stood in the file.
  var text: String { texts.map { "\($0)\n" }.joined() }
}
