public import TerminalUI
public import TrainingLogs

/// The monitor as a value: the runs there are, and what of them is looked at.
public struct MonitorState {
  /// Charts side by side and one below another.
  struct Grid: Equatable {
    var columns = 2
    var rows = 2
    /// What a digit sets.
    static let range = 1...9
  }

  /// A line that is typed.
  struct Entry: Equatable {
    enum Purpose: Equatable { case runs, metrics, axis }

    let purpose: Purpose
    var text: String
  }

  /// What a digit is waited for.
  enum PendingDigit: Equatable { case columns, rows }

  /// Columns and rows of the terminal.
  public internal(set) var size: Size
  let theme: Theme
  /// What a finding says to a person.
  let explain: @Sendable (RunFinding) -> String
  /// Whether the logs have been looked for.
  var hasLooked = false

  /// All runs, those that changed last first.
  var runs: [CatalogRun] = []
  /// Logs and plans that cannot be read.
  var unreadable: [String] = []
  /// There are more files than were looked at.
  var isCut = false
  /// The plans that some of the runs are of.
  var plans: [RunPlan] = []
  /// What the runs of the catalog give to think of, by their keys.
  var findings: [RunKey: [RunFinding]] = [:]
  /// The order in which runs came up, which gives them their marks.
  var numbers: [RunKey: Int] = [:]
  /// The runs of the list, those of folded plans among them.
  private(set) var listedRuns: [CatalogRun] = []
  /// The lines of the list.
  private(set) var rows: [RunRow] = []
  /// The runs of the charts, those that differ in their seeds alone together, in the order in which they came up.
  private(set) var shownGroups: [SeedGroup] = []
  /// The metrics of the runs that are shown, as far as they are chosen: pinned ones first.
  private(set) var tags: [String] = []

  var page = MonitorPage.runs
  var chosenKey: RunRow.Key?
  /// The folders of the plans whose runs have lines.
  var unfolded: Set<String> = []
  /// Runs that are left out of the charts.
  var hidden: Set<RunKey> = []
  var runFilter = NameFilter.all
  var metricFilter = NameFilter.all
  var pinned: [String] = []
  var chosenTag: String?
  /// The chosen chart has the page for itself.
  var isMaximized = false
  var grid = Grid()
  var settings = ChartSettings()
  var crosshair: Double?
  var entry: Entry?
  var pendingDigit: PendingDigit?
  /// The first line of help that is shown; nil where no help is.
  var helpLine: Int?
  /// A line for the person, until the next key.
  var notice: String?

  /// A monitor of no runs yet.
  ///
  /// - Parameter explain: what a finding says to a person.
  public init(
    size: Size, capabilities: Capabilities, explain: @escaping @Sendable (RunFinding) -> String
  ) {
    (self.size, theme, self.explain) = (size, Theme(capabilities), explain)
  }

  // MARK: What is looked at

  /// The chosen line of the list; its first one where that is not there.
  var chosenRow: RunRow? { rows.first { $0.key == chosenKey } ?? rows.first }

  /// The chosen metric; the first one where that is not there.
  var shownTag: String? { tags.contains { $0 == chosenTag } ? chosenTag : tags.first }

  func chart(of tag: String, columns: Int) -> MetricChart {
    MetricChart(shownGroups, tag: tag, settings, columns: columns, numbers: numbers)
  }

  /// Chooses runs and metrics anew.
  mutating func choose() {
    listedRuns = runs.filter { runFilter.chooses($0.name) }
    rows = RunRow.rows(of: listedRuns, in: plans, unfolded: unfolded)
    let shown = listedRuns.filter { !hidden.contains(RunKey($0)) }
    shownGroups = SeedGroup.groups(
      of: shown.sorted { (numbers[RunKey($0)] ?? 0) < (numbers[RunKey($1)] ?? 0) })
    var known: Set<String> = []
    let all = shownGroups.flatMap(\.runs).flatMap(\.record.tags).filter {
      known.insert($0).inserted
    }
    let chosen = all.filter(metricFilter.chooses)
    let ranked = chosen.enumerated().map { (MetricName($0.element).rank, $0.offset, $0.element) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    tags = pinned.filter(known.contains) + ranked.filter { !pinned.contains($0) }
  }
}
