import Autoencoders
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

/// Sweeps in the list of runs, by keys.
struct SweepListingTests {
  private static func listing(_ name: String, setting: String? = nil) -> RunListing {
    RunListing(
      name: name, path: "runs/\(name)", preset: "vae", dataset: "mnist", epoch: 5, epochs: 5,
      test: "-ELBO 151.23", bytes: 4_200_000, changed: "2026-11-26 03:12", hasModel: true,
      facts: [.init("seed", "1")], setting: setting, isTask: setting != nil)
  }

  static let sweep = SweepListing(
    name: "rates", path: "runs/rates",
    counts: [.done: 3, .running: 1, .failed: 1, .missing: 19],
    facts: [
      .init("learning-rate", "0.001, 0.0003"), .init("seed", "1, 2, 3"), .init("data", "mnist"),
    ],
    results: [
      .init(setting: "learning-rate 0.001", test: "-ELBO 151.20 ± 0.42", runs: 2),
      .init(setting: "learning-rate 0.0003", test: "-ELBO 158.91", runs: 1),
    ],
    failures: [.init("task 7", "mnist has no images of class 12; it has 0 to 9")],
    runs: [
      listing("vae-0.001-1-ab", setting: "learning-rate 0.001, seed 1"),
      listing("vae-0.001-2-cd", setting: "learning-rate 0.001, seed 2"),
    ])

  private static func state(
    _ width: Int = 120, _ height: Int = 40, _ capabilities: Capabilities = Capabilities(),
    entries: [RunList.Entry] = [.run(listing("a")), .sweep(sweep), .run(listing("b"))]
  ) -> ExplorerState {
    var state = ExplorerState(
      size: Size(width: width, height: height), capabilities: capabilities, session: .closed)
    _ = state.update(.listed(RunList(place: "runs", entries: entries)))
    return state
  }

  private static let second = RunID(number: 1)

  @Test func aSweepIsOneLineThatUnfolds() {
    var state = Self.state()
    #expect(state.runList.rows.count == 3)
    let line = "▸ rates   3 of 24 done, 1 running, 1 failed   best -ELBO 151.20 ± 0.42"
    #expect(state.render().text.contains(line))
    state.press("Down", "Enter")
    #expect(state.runList.rows.count == 5 && state.runList.chosenRow?.sweep?.name == "rates")
    let text = state.render().text
    #expect(text.contains("▼ rates") && text.contains("  learning-rate 0.001, seed 2"))
    #expect(!text.contains("vae-0.001-1-ab"))
    state.press("Enter")
    #expect(state.runList.rows.count == 3)
  }

  /// From a run of it a sweep is folded, and chosen then.
  @Test func leftAndRightFold() {
    var state = Self.state()
    state.press("Down", "Right", "Right", "Down", "Down")
    #expect(state.runList.chosen?.setting == "learning-rate 0.001, seed 2")
    state.press("Left")
    #expect(state.runList.rows.count == 3 && state.runList.chosenRow?.sweep != nil)
    state.press("Up")
    #expect(state.press("Right") == [] && state.notice == .noSweepChosen)
  }

  @Test(arguments: ["r", "e", "c", "m", "D"])
  func whatTakesARunSaysSoOfASweep(key: String) {
    var state = Self.state()
    state.press("Down")
    #expect(state.press(key) == [] && state.modes == [])
    #expect(state.notice == .sweepIsChosen("rates"))
  }

  @Test func aRunOfASweepIsWalkedResumedComparedAndDeleted() {
    var state = Self.state()
    state.press("Down", "Enter", "Down")
    let path = "runs/vae-0.001-1-ab"
    #expect(state.press("Enter") == [.open(.walk(path: path), as: Self.second)])
    #expect(state.press("r") == [.open(.resume(path: path, epochs: nil), as: Self.second)])
    state.press("D")
    #expect(state.render().text.contains("its sweep will train it again"))
    #expect(state.press("y") == [.delete(path)])
    state.press("c", "Down")
    #expect(state.runList.other?.path == path)
    #expect(state.render().text.contains("what differs is bold"))
  }

  @Test(arguments: ["m", "e"])
  func aRunOfASweepKeepsItsNameAndEpochs(key: String) {
    var state = Self.state()
    state.press("Down", "Enter", "Down")
    #expect(state.press(key) == [] && state.notice == .runIsOfSweep && state.modes == [])
  }

  /// The line under the mouse is chosen, where the list is scrolled too; that of a sweep unfolds.
  @Test(arguments: [(120, 40), (80, 24), (80, 18)])
  func aClickChoosesTheLineUnderIt(width: Int, height: Int) throws {
    let others = (0..<30).map { RunList.Entry.run(Self.listing("other-\($0)")) }
    var state = Self.state(width, height, entries: others + [.sweep(Self.sweep)])
    _ = state.update(.typed("mouse on"))
    func click(on text: String) throws {
      let rows = state.render().text.split(separator: "\n", omittingEmptySubsequences: false)
      let row = try #require(rows.firstIndex { $0.contains(text) })
      _ = state.update(.mouse(MouseEvent(.press, at: Position(column: 8, row: row))))
    }
    try click(on: " other-3 ")
    #expect(state.runList.chosen?.name == "other-3")
    for _ in 0..<3 { state.press("PageDown") }
    try click(on: " other-28 ")
    #expect(state.runList.chosen?.name == "other-28")
    try click(on: "▸ rates")
    #expect(state.runList.chosenRow?.sweep?.name == "rates" && state.runList.rows.count == 33)
    state.press("Down", "Down")
    try click(on: "▼ rates")
    #expect(state.runList.rows.count == 31)
    let chosen = state.runList.selection
    let top = try #require(state.layout?.panes[.runs]).row
    for row in [top, top + 1] {
      _ = state.update(.mouse(MouseEvent(.press, at: Position(column: 8, row: row))))
    }
    #expect(state.runList.selection == chosen)
  }

  /// The list may change while it is asked which run to delete.
  @Test func whatWasAskedAboutIsDeleted() {
    var state = Self.state()
    state.press("D")
    _ = state.update(.listed(RunList(place: "runs", entries: [.run(Self.listing("b"))])))
    #expect(state.render().text.contains("Delete this run?"))
    #expect(state.press("y") == [.delete("runs/a")])
  }

  @Test func whatIsCutOfANameIsInTheDialog() {
    var state = Self.state(40, 18)
    state.press("Down", "Enter", "Down", "D")
    #expect(state.render().text.contains("learning-rate 0.001, seed 1"))
  }

  /// Nothing of a name is lost that has no place to be broken at, and only a task is trained again.
  @Test func aLongNameIsBroken() {
    let name = String(repeating: "ab", count: 20) + "-end"
    var state = Self.state(40, 18, entries: [.run(Self.listing(name))])
    state.press("D")
    let text = state.render().text
    #expect(text.contains("Delete this run?") && text.contains("-end"))
    #expect(!text.contains("will train it again"))
  }

  /// Until the runs are looked for anew, what was deleted or renamed is not offered as it was.
  @Test func theListKeepsWithWhatWasDone() {
    var state = Self.state()
    _ = state.update(.renamed(from: "runs/a", to: "runs/c"))
    #expect(state.runList.chosen?.path == "runs/c" && state.runList.chosen?.name == "c")
    _ = state.update(.deleted("runs/c"))
    #expect(state.runList.rows.count == 2 && state.runList.chosenRow?.sweep != nil)
    state.press("Enter")
    _ = state.update(.deleted("runs/vae-0.001-1-ab"))
    #expect(state.runList.rows.count == 3)
  }

  @Test(arguments: [(120, 40), (80, 24)])
  func whatIsComparedIsToldApart(width: Int, height: Int) throws {
    var other = Self.sweep
    other.runs[1].setting = "learning-rate 0.5, seed 1"
    var state = Self.state(width, height, entries: [.sweep(other)])
    state.press("Down", "c", "Down")
    let lines = state.render().text.split(separator: "\n")
    let title = try #require(lines.firstIndex { $0.contains("what differs is bold") })
    let heading = lines[title + 1]
    #expect(heading.contains("0.5 ") && heading.contains("0.001 ") && !heading.contains("seed"))
  }

  /// What is known of the chosen line stands below a list that leaves room, and gives way to a longer one.
  @Test func detailsStandBelowAShortList() {
    #expect(Self.state(80, 24).render().text.contains("seed  1"))
    let many = (0..<30).map { RunList.Entry.run(Self.listing("other-\($0)")) }
    #expect(!Self.state(80, 24, entries: many).render().text.contains("seed  1"))
  }

  @Test func aDamagedPlanIsTold() {
    let damaged = SweepListing(
      name: "rates", path: "runs/rates", counts: [:], runs: Self.sweep.runs, fault: "no JSON at 2")
    let text = Self.state(entries: [.sweep(damaged)]).render().text
    #expect(
      text.contains("cannot be used; plan.json:") && text.contains("at 2")
        && !text.contains("0 of 0"))
    #expect(text.contains("learning-rate 0.001, seed 2"))
  }

  /// A run is called the best only beside its like.
  @Test func theBestOfMeansIsAMean() {
    var sweep = Self.sweep
    #expect(sweep.best == "best mean -ELBO 151.20 ± 0.42 (learning-rate 0.001)")
    sweep.results[0].runs = 1
    #expect(sweep.best?.hasPrefix("best -ELBO") == true)
  }

  @Test func theChoiceStaysAtItsLine() {
    var state = Self.state()
    state.press("Down", "Enter", "Down", "Down")
    _ = state.update(
      .listed(RunList(place: "runs", entries: [.sweep(Self.sweep), .run(Self.listing("a"))])))
    #expect(state.runList.chosen?.name == "vae-0.001-2-cd")
  }

  @Test func aSweepThatIsAllThereIsShowsItsRuns() {
    #expect(Self.state(entries: [.sweep(Self.sweep)]).runList.rows.count == 3)
  }

  /// The pane beside the list tells what is tried, what came of it and what went wrong.
  @Test func detailsTellOfThePlan() {
    var state = Self.state()
    state.press("Down")
    let text = state.render().text
    for wanted in [
      "3 done, 1 running, 1 ", "failed, 19 missing", "0.001, 0.0003", "-ELBO 151.20 ± 0.42 of 2",
      "task 7: mnist has no images of class", "mean ± deviation",
    ] {
      #expect(text.contains(wanted), "no \(wanted)")
    }
  }

  @Test func aSweepIsSaidInWords() {
    var state = Self.state()
    state.press("Down")
    let words = state.spoken
    #expect(
      words.contains("Sweep rates, 3 of 24 done, 1 running, 1 failed, best mean -ELBO 151.20 plus"))
    state.press("Enter", "Down")
    #expect(state.spoken.contains("learning-rate 0.001, seed 1, 5 epochs"))
  }

  /// What tells settings apart is often at the end, and what they came to stays beside them.
  @Test func longSettingsKeepTheirEndsAndResults() {
    var sweep = Self.sweep
    let long = "vae, classes 0,1, learning-rate 0.001, batch-size 100, seed"
    sweep.runs = (1...2).map { Self.listing("\($0)", setting: "\(long) \($0)") }
    let state = Self.state(80, 24, entries: [.sweep(sweep)])
    for seed in 1...2 {
      #expect(state.render().text.contains("seed \(seed)  5 epochs  -ELBO 151.23"))
    }
  }

  @Test(arguments: [(40, 18), (80, 24), (120, 40)])
  func sizes(width: Int, height: Int) throws {
    var state = Self.state(width, height)
    state.press("Down", "Enter")
    try expectGolden(state.render().text, "sweep-\(width)x\(height).txt")
  }

  @Test func ascii() throws {
    var state = Self.state(120, 24, Capabilities(colors: .none, glyphs: .ascii))
    state.press("Down", "Enter")
    let text = state.render().text
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    try expectGolden(text, "sweep-ascii.txt")
  }
}
