import TerminalUI
import Testing

@testable import Monitor
@testable import TrainingLogs

/// What keys do.
struct MonitorStateTests {
  @Test func aFilterChoosesRunsAsItIsTyped() {
    var state = Fixture.state()
    #expect(state.listedRuns.count == 9)
    state.press("\\", "SEED[12]")
    #expect(state.listedRuns.count == 4)
    state.press("Enter")
    #expect(state.listedRuns.count == 4 && state.entry == nil)
    state.press("\\", "(")
    // What is no expression yet leaves all as it was.
    #expect(state.listedRuns.count == 4)
    state.press("Enter")
    #expect(state.notice == "( is no regular expression")
    state.press("\\", "Esc")
    #expect(state.listedRuns.count == 9)
  }

  @Test func metricsAreRankedPinnedAndChosen() {
    var state = Fixture.state()
    #expect(state.tags.first == "loss/test")
    state.press("F2", "/", "rate", "Enter")
    #expect(state.tags == ["learning_rate"])
    state.press("p", "/", "Esc")
    #expect(state.tags.first == "learning_rate" && state.tags.count > 3)
    state.press("p")
    #expect(state.tags.first == "loss/test")
  }

  @Test func runsAreLeftOutOfCharts() {
    var state = Fixture.state()
    let all = state.shownGroups.flatMap(\.runs).count
    state.press("Home", " ", " ")
    #expect(state.shownGroups.flatMap(\.runs).count == all - 2)
    state.press("a")
    #expect(state.shownGroups.flatMap(\.runs).count == all)
  }

  /// A new run takes no other's mark.
  @Test func marksStay() {
    let runs = Fixture.runs
    var state = Fixture.state(runs: Array(runs.dropFirst(4)))
    let before = state.numbers
    _ = state.update(.runs(runs, findings: runs.map { _ in [] }))
    #expect(before.allSatisfy { state.numbers[$0.key] == $0.value })
    #expect(Set(state.numbers.values).count == runs.count)
  }

  @Test func aDigitSetsTheGrid() {
    var state = Fixture.state(200, 60)
    state.press("F2", "c", "3", "r", "1")
    #expect(state.grid == MonitorState.Grid(columns: 3, rows: 1))
    // Anything else is what it always is.
    state.press("c", "F1")
    #expect(state.page == .runs && state.grid.columns == 3)
  }

  @Test func enterOpensOwnRunsAndChartsOfOthers() {
    var state = Fixture.state()
    state.chosenKey = state.runs.first { $0.format == "latentwalk" }.map { .run(RunKey($0)) }
    #expect(state.press("Enter") == [.explore(path: "logs/vae")])
    state.chosenKey = state.runs.first { $0.name == "diverged" }.map { .run(RunKey($0)) }
    #expect(state.press("Enter") == [])
    #expect(state.page == .charts && state.shownGroups.flatMap(\.runs).map(\.name) == ["diverged"])
  }

  /// Three seeds as one line: their mean, and the least and the greatest of them.
  @Test func seedsAreABand() throws {
    var state = Fixture.state()
    state.press("g")
    let chart = state.chart(of: "loss/train", columns: 80)
    let line = try #require(chart.lines.first { $0.name.hasPrefix("mlp-0.001-") })
    #expect(chart.lines.count { $0.name.hasPrefix("mlp-") } == 2)
    let last = try #require(line.points.last), band = try #require(line.band.last)
    let middle = 90 + 400 / 200.0.squareRoot()
    #expect(abs(last.y - middle) < 1e-9)
    #expect(abs(band.range.lowerBound - (middle - 6)) < 1e-9)
    #expect(abs(band.range.upperBound - (middle + 6)) < 1e-9)
    state.press("g")
    // Of -6, 0 and 6 the standard deviation is 6.
    let deviation = try #require(
      state.chart(of: "loss/train", columns: 80).lines.first { $0.name == line.name }?.band.last)
    #expect(abs(deviation.range.upperBound - (middle + 6)) < 1e-9)
  }

  @Test func theCrosshairGoesOverPlacesThatAreThere() throws {
    var state = Fixture.state()
    state.press("F2", "Enter", "Left")
    let places = state.chart(of: try #require(state.shownTag), columns: 80).places
    #expect(state.crosshair == places[places.count - 2])
    state.press("Shift-Left")
    #expect(state.crosshair == places[places.count - 12])
    state.press("Shift-Right", "Shift-Right")
    #expect(state.crosshair == places.last)
    state.press("Backspace")
    #expect(state.crosshair == nil)
  }

  /// Help that is longer than the screen scrolls, and any other key closes it.
  @Test func helpScrolls() {
    var state = Fixture.state(80, 24)
    state.press("?")
    #expect(state.render().text.contains("keys, 1-20 of"))
    state.press("PageDown", "PageDown", "PageDown")
    #expect(state.render().text.contains("leave"))
    state.press("q")
    #expect(state.helpLine == nil && state.page == .runs)
  }

  @Test func aNoticeStaysUntilTheNextKey() {
    var state = Fixture.state()
    _ = state.update(.notice("vae: holds no model yet"))
    #expect(state.render().text.contains("vae: holds no model yet"))
    // What is too long for a line takes several, and none of its words is cut.
    let words = (1...30).map { "word\($0)" }
    _ = state.update(.notice((["vae: holds no model yet,"] + words).joined(separator: " ")))
    let last = state.render().text.split(separator: "\n").suffix(3).joined(separator: " ")
    #expect(Set(words).isSubset(of: last.split(separator: " ").map(String.init)))
    state.press("F2")
    #expect(!state.render().text.contains("holds no model"))
  }

  @Test func anyMetricIsAnAxis() {
    var state = Fixture.state()
    state.press("F2", ":", "epo", "Enter")
    #expect(state.settings.axis == .metric("epo"))
    #expect(state.chart(of: "loss/train", columns: 200).xRange == 0.02...4)
    state.press(":", "nothing", "Enter")
    #expect(state.notice == "no metric is called nothing")
    #expect(state.settings.axis == .metric("epo"))
  }

  /// A smoothed line has what was logged behind it; both are as fine as a chart can show, and no spike is lost.
  @Test func whatWasLoggedLiesBehindTheSmoothedLine() throws {
    let record = Fixture.record(["loss": { $0 == 1_234 ? 99 : 1 }], steps: 5_000)
    var state = Fixture.state(runs: [Fixture.run("spike", record)])
    state.press("s")
    let line = try #require(state.chart(of: "loss", columns: 60).lines.first)
    #expect(line.points.count <= 120 && line.band.count <= 120)
    #expect(line.points.allSatisfy { $0.y < 50 })
    #expect(line.band.map(\.range.upperBound).max() == 99)
    #expect(line.points.last?.x == 50_000)
  }

  /// No spike is lost where a column stands for many steps.
  @Test func spikesAreKept() throws {
    let record = Fixture.record(["loss": { $0 == 1_234 ? 99 : 1 }], steps: 5_000)
    let state = Fixture.state(runs: [Fixture.run("spike", record)])
    let line = try #require(state.chart(of: "loss", columns: 60).lines.first)
    #expect(line.points.count < 500 && line.points.map(\.y).max() == 99)
  }
}
