import TerminalUI
import TestSupport
import Testing

@testable import Monitor
@testable import TrainingLogs

/// Runs of a plan in the list, by keys.
struct RunRowTests {
  private static let runs: [CatalogRun] =
    (1...3).map { seed in
      Fixture.run(
        "rates/runs/vae-seed\(seed)-abc",
        Fixture.record(["total/test": { 150 + Double(seed) + 90 / $0 }]),
        state: seed == 3 ? .running : .finished, age: Double(seed), format: "latentwalk")
    } + [
      Fixture.run(
        "rates/runs/vae-seed4-abc", Fixture.record(["total/test": { $0 < 9 ? 200 : .nan }]),
        state: .diverged, age: 4, format: "latentwalk"),
      Fixture.run(
        "alone", Fixture.record(["total/test": { 170 + 90 / $0 }]), state: .finished, age: 90),
    ]

  private static let plan = RunPlan(
    path: "logs/rates", tasks: 24, done: 2, failed: 1,
    labels: Dictionary(
      uniqueKeysWithValues: (1...4).map { ("logs/rates/runs/vae-seed\($0)-abc", "seed \($0)") }))

  private static func state(
    _ width: Int = 120, _ height: Int = 24, _ capabilities: Capabilities = Capabilities(),
    runs: [CatalogRun] = runs
  ) -> MonitorState {
    var state = MonitorState(
      size: Size(width: width, height: height), capabilities: capabilities
    ) { "\($0.word.rawValue): of a metric" }
    _ = state.update(.runs(runs, findings: runs.map(\.health), plans: [plan]))
    return state
  }

  @Test func aPlanIsOneLineThatUnfolds() {
    var state = Self.state()
    #expect(state.rows.count == 2)
    let text = state.render().text
    #expect(text.contains("▸ rates   2 of 24 done, 1 running, 1 diverged, 1 failed  nan in 1"))
    #expect(text.contains("best total/test 151.45 (seed 1)"))
    #expect(state.press("Enter") == [] && state.rows.count == 6)
    #expect(state.render().text.contains("▼ rates") && state.render().text.contains("  seed 2"))
    #expect(!state.render().text.contains("vae-seed2-abc"))
    state.press("Down", "Down")
    #expect(state.press("Enter") == [.explore(path: "logs/rates/runs/vae-seed2-abc")])
    state.press("Home", "Enter")
    #expect(state.rows.count == 2)
  }

  @Test func spaceHidesAllRunsOfAPlan() {
    var state = Self.state()
    state.press(" ")
    #expect(state.shownGroups.flatMap(\.runs).map(\.name) == ["alone"])
    #expect(state.render().text.contains("4 not in charts"))
    state.press("Home", "Enter", "Down", " ")
    #expect(state.hidden.count == 3)
    // One of them is in the charts: all go.
    state.press("Home", " ")
    #expect(state.hidden.count == 4)
    state.press("Home", " ")
    #expect(state.hidden.isEmpty)
  }

  @Test func aFilterLooksIntoFoldedPlans() {
    var state = Self.state()
    state.press("\\", "seed[12]", "Enter")
    #expect(state.rows.count == 1 && state.listedRuns.count == 2)
    state.press("Enter")
    #expect(state.rows.count == 3)
  }

  @Test func aPlanThatIsAllThereIsShowsItsRuns() {
    var state = Self.state(runs: Array(Self.runs.prefix(4)))
    #expect(state.rows.count == 5)
    // What is folded then stays so.
    state.press("Enter")
    let runs = Array(Self.runs.prefix(4))
    _ = state.update(.runs(runs, findings: runs.map(\.health), plans: [Self.plan]))
    #expect(state.rows.count == 1)
  }

  @Test func aPlanIsSummedUp() {
    var state = Self.state()
    state.press("F3")
    let text = state.render().text
    for wanted in [
      "2 of 24 done, 1 running", "seed 4: nan: of a metric", "newest total/test, the best first",
      "151.45  seed 1  finished", "a plan, logs/rates",
    ] {
      #expect(text.contains(wanted), "no \(wanted)")
    }
  }

  /// Where the folder that is searched is the plan's, or that of its runs, it is called as it is.
  @Test(arguments: [("runs/a", "rates"), ("a", "rates"), ("x/rates/runs/a", "x/rates")])
  func aPlanIsCalledByItsFolder(name: String, wanted: String) {
    let run = CatalogRun(
      name: name, path: "x/rates/runs/a", format: "latentwalk", record: RunRecord(),
      state: .running, age: 1)
    let plan = RunPlan(
      path: "x/rates", tasks: 1, done: 0, failed: 0, labels: ["x/rates/runs/a": "seed 1"])
    guard case .sweep(let sweep)? = SweepGroup.entries(of: [run], in: [plan]).first else {
      Issue.record("no sweep")
      return
    }
    #expect(sweep.name == wanted)
  }

  @Test(arguments: [(40, 12), (80, 24), (120, 24)])
  func sizes(width: Int, height: Int) throws {
    var state = Self.state(width, height)
    state.press("Enter")
    try expectGolden(state.render().text, "sweep-\(width)x\(height).txt")
  }

  @Test func ascii() throws {
    var state = Self.state(80, 24, Capabilities(colors: .none, glyphs: .ascii))
    state.press("Enter")
    let text = state.render().text
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    try expectGolden(text, "sweep-ascii.txt")
  }
}
