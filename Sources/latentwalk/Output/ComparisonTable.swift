internal import ProgramOptions
internal import TerminalUI
internal import TrainingLogs

/// A comparison of runs as a table: a row for each setting.
struct ComparisonTable {
  /// Metrics and keys that a terminal has room for.
  private static let (fewMetrics, fewKeys) = (4, 8)

  private let comparison: RunComparison
  private let wanted: [String]?
  private let isNamed: Bool

  /// - Parameters:
  ///   - metrics: the metrics to show; nil for the usual.
  ///   - isNamed: whether settings are told by names, too, and not only by what differs.
  init(_ comparison: RunComparison, metrics: [String]?, isNamed: Bool = true) {
    (self.comparison, wanted, self.isNamed) = (comparison, metrics, isNamed)
  }

  // MARK: As text

  /// The table, and below it what there was no room for.
  var text: String { fitted(to: nil) }

  /// Likewise in lines of a width; as wide as it comes when nil.
  func fitted(to width: Int?) -> String {
    let keys = comparison.differing.prefix(Self.fewKeys)
    let told = comparison.tags.filter { !MetricName($0).isAside }
    let tags = wanted ?? Array((told.isEmpty ? comparison.tags : told).prefix(Self.fewMetrics))
    let settings = comparison.settings
    let names = FittedTable.Column(
      title: "setting", cells: settings.map { cut(printable($0.name), to: 48) }, least: 12)
    let counts = [
      FittedTable.Column(title: "runs", cells: settings.map { "\($0.runs)" }, rank: 2),
      .init(title: "steps", cells: settings.map { steps($0.steps) }, rank: 4),
    ]
    let values = keys.enumerated().map { place, key in
      FittedTable.Column(
        option: printable(key),
        values: settings.map { cut(printable($0.values[place] ?? "-"), to: 24) })
    }
    let outcomes = tags.enumerated().flatMap { place, tag in
      let fields = settings.map { self.fields($0.outcomes[tag]) }
      // The best of the first metric orders the rows.
      return [
        FittedTable.Column(
          title: "best \(printable(tag))", cells: fields.map { $0[0] }, rank: place == 0 ? 0 : 5),
        .init(
          title: "last", cells: fields.map { $0[1] }, fullTitle: "last \(printable(tag))",
          rank: place == 0 ? 3 : 5),
      ]
    }
    let columns = (isNamed ? [names] : []) + counts + values + outcomes
    return FittedTable(columns: columns, elsewhere: "--format csv has all").text(width: width)
      + rest(comparison.differing.count - keys.count)
  }

  /// The last step of every run, or the least and the greatest of them.
  private func steps(_ range: ClosedRange<Int64>?) -> String {
    guard let range else { return "-" }
    return range.lowerBound == range.upperBound
      ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }

  private func fields(_ outcome: RunComparison.Outcome?) -> [String] {
    guard let outcome else { return ["-", "-"] }
    let last = [
      outcome.last.map(text),
      outcome.notFinite > 0 ? "\(outcome.notFinite) not finite" : nil,
    ].compactMap(\.self).joined(separator: ", ")
    return [outcome.best.map(text) ?? "-", last]
  }

  private func text(_ values: SampleStatistics) -> String {
    let mean = significant(values.mean)
    return mean + (values.deviation.map { " ± \(significant($0, digits: 3))" } ?? "")
  }

  private func rest(_ keys: Int) -> String {
    guard keys > 0 else { return "" }
    return
      "\(counted(keys, "key")) more \(keys == 1 ? "differs" : "differ"): --format csv has all\n"
  }

  // MARK: As CSV

  /// All keys that differ and all metrics that are wanted, numbers with all their digits.
  var csv: String {
    let tags = wanted ?? comparison.tags
    let parts = ["best", "best deviation", "last", "last deviation", "not finite"]
    let header =
      (isNamed ? ["setting"] : []) + ["runs", "least last step", "greatest last step"]
      + comparison.differing
      + tags.flatMap { tag in parts.map { "\(tag) \($0)" } }
    let rows = comparison.settings.map { setting in
      (isNamed ? [setting.name] : []) + ["\(setting.runs)"]
        + [setting.steps?.lowerBound, setting.steps?.upperBound].map { $0.map { "\($0)" } ?? "" }
        + setting.values.map { $0 ?? "" }
        + tags.flatMap { tag -> [String] in
          guard let outcome = setting.outcomes[tag] else { return parts.map { _ in "" } }
          let (best, last) = (outcome.best, outcome.last)
          return [best?.mean, best?.deviation, last?.mean, last?.deviation].map { value in
            value.map { "\($0)" } ?? ""
          } + ["\(outcome.notFinite)"]
        }
    }
    return ([header] + rows).map { tableRow($0, ",") }.joined()
  }
}

/// A comparison as JSON has it.
struct ComparisonReport: Encodable {
  private struct Key: Encodable {
    let key: String
    let value: String?
  }

  private struct Statistics: Encodable {
    let mean: Double
    let deviation: Double?
    let least: Double
    let greatest: Double

    init(_ values: SampleStatistics) {
      (mean, deviation) = (values.mean, values.deviation)
      (least, greatest) = (values.least, values.greatest)
    }
  }

  private struct Outcome: Encodable {
    let metric: String
    let best: Statistics?
    let last: Statistics?
    let notFinite: Int
  }

  private struct Setting: Encodable {
    let name: String
    let runs: Int
    let leastLastStep: Int64?
    let greatestLastStep: Int64?
    let configuration: [Key]
    let outcomes: [Outcome]
  }

  private let settings: [Setting]

  init(_ comparison: RunComparison) {
    settings = comparison.settings.map { setting in
      Setting(
        name: setting.name, runs: setting.runs, leastLastStep: setting.steps?.lowerBound,
        greatestLastStep: setting.steps?.upperBound,
        configuration: zip(comparison.differing, setting.values).map { Key(key: $0, value: $1) },
        outcomes: comparison.tags.compactMap { tag in
          setting.outcomes[tag].map {
            Outcome(
              metric: tag, best: $0.best.map(Statistics.init), last: $0.last.map(Statistics.init),
              notFinite: $0.notFinite)
          }
        })
    }
  }
}
