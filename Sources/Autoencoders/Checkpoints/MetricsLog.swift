/// The log of a run as it was read.
public struct MetricsLog: Equatable, Sendable {
  /// What a line of the file says.
  private enum Content: Equatable {
    case losses(MetricsLine)
    case change(CourseChange)
  }

  private struct Entry: Equatable {
    /// The line as it stands in the file, keys that nobody knows among it.
    let text: Substring
    let content: Content
  }

  /// The lines of losses that could be read, in order.
  public let lines: [MetricsLine]
  /// Where the run left the course of its configuration, in order.
  public let changes: [CourseChange]
  /// Numbers, the first being 1, of lines that could not be read; a last one cut off in the writing is none.
  public let damagedLines: [Int]
  private let entries: [Entry]

  private init(_ entries: [Entry], damagedLines: [Int] = []) {
    self.entries = entries
    self.damagedLines = damagedLines
    lines = entries.compactMap { if case .losses(let line) = $0.content { line } else { nil } }
    changes = entries.compactMap {
      if case .change(let change) = $0.content { change } else { nil }
    }
  }

  /// Reads the text of a log; empty lines count for nothing.
  public init(parsing text: String) {
    var (entries, damaged): ([Entry], [Int]) = ([], [])
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, text) in all.enumerated() where !text.isEmpty {
      if let line = try? MetricsLine(parsing: text) {
        entries.append(Entry(text: text, content: .losses(line)))
      } else if let change = try? CourseChange(parsing: text) {
        entries.append(Entry(text: text, content: .change(change)))
      } else if index < all.count - 1 {
        damaged.append(index + 1)
      }
    }
    self.init(entries, damagedLines: damaged)
  }

  /// The lines that a run has written before a checkpoint, each of them whole.
  func before(_ checkpoint: Checkpoint) -> MetricsLog {
    before(checkpoint.position, openSteps: checkpoint.line?.steps ?? 0)
  }

  /// The lines that a run has written which stands at `position`, each of them whole: one that it wrote of the
  /// steps there were when it was stopped gives way to that of all its steps. Changes of its course that have no
  /// line yet get one.
  ///
  /// - Parameter openSteps: steps that are to be part of the next line.
  func before(_ position: TrainingPosition, openSteps: Int = 0) -> MetricsLog {
    let wholeSteps = position.step - openSteps
    var known = 0
    let kept = entries.filter { entry in
      switch entry.content {
      case .losses(let line):
        return line.isBefore(position) && (line.split != .train || line.step <= wholeSteps)
      case .change:
        known += 1
        return known <= position.changes.count
      }
    }
    let missing = position.changes.dropFirst(known).compactMap { change in
      (try? change.text()).map { Entry(text: Substring($0), content: .change(change)) }
    }
    return MetricsLog(kept + missing, damagedLines: damagedLines)
  }

  /// The lines as they stood in the file.
  var text: String { entries.map { "\($0.text)\n" }.joined() }
}
