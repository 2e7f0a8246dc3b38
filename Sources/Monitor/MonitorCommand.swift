internal import TerminalUI

/// What a key asks of the monitor.
enum MonitorCommand: Equatable {
  case show(MonitorPage)
  case nextPage
  case move(columns: Int, rows: Int)
  case movePage(Int)
  case moveToEnd(isFirst: Bool)
  case open, back
  case toggleRun, showAllRuns
  case filterRuns, filterMetrics, chooseAxisMetric
  case pin
  case nextAxis, toggleXLogarithmic, toggleYLogarithmic
  case smooth(by: Int)
  case nextSeedView
  case setColumns, setRows
  case clearCrosshair
  case help, redraw, suspend, quit
}

/// A page of the monitor.
public enum MonitorPage: Int, CaseIterable, Sendable {
  /// A line a run.
  case runs
  /// A chart a metric.
  case charts
  /// The chosen run in words.
  case summary

  var title: String {
    switch self {
    case .runs: "Runs"
    case .charts: "Charts"
    case .summary: "Summary"
    }
  }
}

/// A row of the table of keys: keys, what they ask for and how that is explained. Help and footer are made of it.
struct MonitorKeys {
  /// The keys as help has them.
  let label: String
  let help: String
  /// A word for the footer, and the pages on which it is shown; nil where there is no room for it.
  let hint: (word: String, pages: Set<MonitorPage>)?
  let bindings: [(key: Key, command: MonitorCommand)]

  private init(
    _ label: String, _ help: String, hint: String? = nil, on pages: Set<MonitorPage> = everywhere,
    _ bindings: [(Key, MonitorCommand)]
  ) {
    (self.label, self.help, self.bindings) = (label, help, bindings)
    self.hint = hint.map { ($0, pages) }
  }

  private static let everywhere = Set(MonitorPage.allCases)

  /// All keys, in the order of help.
  static let all: [MonitorKeys] = [
    MonitorKeys(
      "F1 F2 F3", "runs, charts, and the chosen run in words",
      MonitorPage.allCases.map { (.function($0.rawValue + 1), .show($0)) }),
    MonitorKeys("Tab", "the next page", hint: "page", [(.tab, .nextPage)]),
    MonitorKeys(
      "Arrows", "choose a run or a chart; in a chart of its own, move the crosshair",
      hint: "choose",
      [
        (.up, .move(columns: 0, rows: -1)), (.down, .move(columns: 0, rows: 1)),
        (.left, .move(columns: -1, rows: 0)), (.right, .move(columns: 1, rows: 0)),
        (.shiftLeft, .move(columns: -10, rows: 0)), (.shiftRight, .move(columns: 10, rows: 0)),
        (.character("k"), .move(columns: 0, rows: -1)),
        (.character("j"), .move(columns: 0, rows: 1)),
        (.character("h"), .move(columns: -1, rows: 0)),
        (.character("l"), .move(columns: 1, rows: 0)),
      ]),
    MonitorKeys(
      "PageUp PageDown", "leaf", [(.pageUp, .movePage(-1)), (.pageDown, .movePage(1))]),
    MonitorKeys(
      "Home End", "to the first and the last",
      [(.home, .moveToEnd(isFirst: true)), (.end, .moveToEnd(isFirst: false))]),
    MonitorKeys(
      "Enter",
      "open the run in the explorer where it is one of latentwalk's, a sweep's runs, or a chart by itself",
      hint: "open", [(.enter, .open)]),
    MonitorKeys("Esc", "back from a chart by itself, or end a filter", [(.escape, .back)]),
    MonitorKeys(
      "Space", "leave the run, or a sweep's runs, out of the charts, or take them in",
      hint: "in charts", on: [.runs],
      [(.character(" "), .toggleRun)]),
    MonitorKeys("a", "take in all runs", [(.character("a"), .showAllRuns)]),
    MonitorKeys(
      "\\", "choose runs by a regular expression", hint: "runs", on: [.runs],
      [(.character("\\"), .filterRuns)]),
    MonitorKeys(
      "/", "choose metrics by a regular expression", hint: "metrics", on: [.charts],
      [(.character("/"), .filterMetrics)]),
    MonitorKeys(
      "p", "pin the chart before all others", hint: "pin", on: [.charts], [(.character("p"), .pin)]),
    MonitorKeys(
      "x", "the horizontal axis: step, epoch, seconds of each run, or of all", hint: "axis",
      on: [.charts],
      [(.character("x"), .nextAxis)]),
    MonitorKeys(
      ":", "any metric as the horizontal axis", [(.character(":"), .chooseAxisMetric)]),
    MonitorKeys(
      "X y", "make the horizontal or the vertical axis logarithmic, or linear",
      [(.character("X"), .toggleXLogarithmic), (.character("y"), .toggleYLogarithmic)]),
    MonitorKeys(
      "s S", "smooth more, or less", hint: "smooth", on: [.charts],
      [(.character("s"), .smooth(by: 1)), (.character("S"), .smooth(by: -1))]),
    MonitorKeys(
      "g", "runs that differ in their seeds alone: apart, or their mean with a band", hint: "seeds",
      on: [.charts], [(.character("g"), .nextSeedView)]),
    MonitorKeys(
      "c r", "and a digit: columns, or rows, of charts",
      [(.character("c"), .setColumns), (.character("r"), .setRows)]),
    MonitorKeys("Backspace", "take the crosshair away", [(.backspace, .clearCrosshair)]),
    MonitorKeys("Ctrl-L", "draw the screen anew", [(.control("l"), .redraw)]),
    MonitorKeys("Ctrl-Z", "give the terminal back for a while", [(.control("z"), .suspend)]),
    MonitorKeys("?", "these keys", hint: "help", [(.character("?"), .help)]),
    MonitorKeys(
      "q", "leave", hint: "quit", [(.character("q"), .quit), (.control("c"), .quit)]),
  ]

  /// The command that a key asks for.
  static func command(for key: Key) -> MonitorCommand? {
    all.lazy.flatMap(\.bindings).first { $0.key == key }?.command
  }
}
