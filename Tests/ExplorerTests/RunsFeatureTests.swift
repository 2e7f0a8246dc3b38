import Autoencoders
import TerminalUI
import Testing

@testable import Explorer

/// The list of runs, by keys.
struct RunsFeatureTests {
  private static func listing(
    _ name: String, epoch: Double = 50, epochs: Int = 50, hasModel: Bool = true
  ) -> RunListing {
    RunListing(
      name: name, path: "runs/\(name)", preset: "vae", dataset: "mnist", epoch: epoch,
      epochs: epochs, test: "-ELBO 151.23", bytes: 4_200_000, changed: "2026-11-26 03:12",
      hasModel: hasModel, facts: [.init("seed", name == "a" ? "0" : "1"), .init("batch", "100")])
  }

  private static func list(_ listings: [RunListing] = [listing("a"), listing("b", epoch: 29)])
    -> ExplorerState
  {
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: .closed)
    _ = state.update(.listed(RunList(place: "runs", runs: listings)))
    return state
  }

  private static let second = RunID(number: 1)

  @Test func withoutARunTheExplorerOpensOnTheList() {
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: .closed)
    #expect(state.screen == .runs && state.screenEffects() == [.listRuns])
    #expect(state.render().text.contains("no run open"))
  }

  @Test func eachRunSaysHowFarItIs() {
    let text = Self.list().render().text
    for wanted in ["50 epochs", "29 of 50 epochs", "151.23", "4.2 MB", "2 of 8.4 MB  in runs"] {
      #expect(text.contains(wanted), "no \(wanted)")
    }
  }

  @Test func aRunThatAnotherProcessTrainsSaysSo() {
    var listing = Self.listing("a")
    listing.writer = 4_711
    #expect(Self.list([listing]).render().text.contains("a    training  "))
    #expect(listing.progress == "training (process 4711)")
  }

  @Test func enterWalksTheChosenRun() {
    var state = Self.list()
    #expect(state.press("Down", "Enter") == [.open(.walk(path: "runs/b"), as: Self.second)])
    var session = Fixture.session
    session.phase = .idle
    session.summary.path = "runs/b"
    _ = state.update(.opened(session, as: Self.second))
    #expect(state.active == Self.second && state.screen == .walk)
    // Once open it is not opened again.
    state.press("F7")
    #expect(state.press("Enter").contains(.decode([0, 0], of: Self.second)))
    #expect(state.active == Self.second && state.screen == .walk)
  }

  @Test func aRunWithoutAModelIsNotWalked() {
    var state = Self.list([Self.listing("a", hasModel: false)])
    #expect(state.press("Enter") == [] && state.notice == .noModel(run: "a"))
  }

  @Test func aRunIsResumedAndTrainedLonger() {
    var state = Self.list()
    #expect(
      state.press("r") == [.open(.resume(path: "runs/a", epochs: nil), as: Self.second)])
    state.press("e")
    #expect(state.modes == [.entry] && state.entry?.text == "100")
    state.press("Backspace", "Backspace", "Backspace", "8", "0")
    #expect(
      state.press("Enter") == [.open(.resume(path: "runs/a", epochs: 80), as: Self.second)])
    #expect(state.modes == [])
  }

  @Test(arguments: [["x"], [], ["-", "3"]])
  func whatIsNoNumberOfEpochsChangesNothing(keys: [String]) {
    var state = Self.list()
    state.press("e", "Backspace", "Backspace", "Backspace")
    for key in keys { state.press(key) }
    #expect(state.press("Enter") == [] && state.notice == .noAnswer)
  }

  /// Keys that mean something elsewhere are letters here.
  @Test func aNameIsTyped() {
    var state = Self.list()
    state.press("m", "Backspace", "q", "?", "x")
    #expect(state.render().text.contains("new name: q?x_"))
    #expect(state.press("Enter") == [.rename("runs/a", to: "q?x")])
    state.press("m")
    #expect(state.press("Esc") == [] && state.modes == [])
  }

  @Test func deletingAsks() {
    var state = Self.list()
    state.press("D")
    #expect(state.modes == [.deleteDialog] && state.render().text.contains("4.2 MB"))
    #expect(state.press("n") == [] && state.modes == [])
    state.press("D")
    #expect(state.press("y") == [.delete("runs/a")] && state.modes == [])
  }

  @Test func aRunThatIsTrainedIsNotDeleted() {
    var state = Self.list()
    var session = Fixture.session
    session.summary.path = "runs/a"
    _ = state.update(.opened(session, as: Self.second))
    state.press("F7")
    #expect(state.render().text.contains("training"))
    #expect(state.press("D") == [] && state.notice == .runIsTrained && state.modes == [])
  }

  /// Two runs at once would share the processors: the one before waits.
  @Test func anotherTrainingPausesTheOneBefore() {
    var state = Self.list()
    _ = state.update(.opened(Fixture.session, as: Self.second))
    state.press("Ctrl-N")
    #expect(state.modes == [.presets])
    for key in "vae-pytorch" { state.press(String(key)) }
    #expect(
      state.press("Enter") == [
        .control(.pause, of: Self.second),
        .open(.train(preset: "vae-pytorch"), as: RunID(number: 2)),
      ])
    #expect(state.runs[Self.second]?.session.phase == .paused)
  }

  /// What was paused for a run that is not trained after all goes on.
  @Test(arguments: [
    Message.refused("no such preset"), .dropped(RunID(number: 2), reason: "no images"),
  ])
  func aRefusedTrainingLetsTheOneBeforeGoOn(message: Message) {
    var state = Self.list()
    _ = state.update(.opened(Fixture.session, as: Self.second))
    state.press("Ctrl-N", "Enter")
    #expect(state.runs[Self.second]?.session.phase == .paused)
    #expect(state.update(message).contains(.control(.run, of: Self.second)))
    #expect(state.runs[Self.second]?.session.phase == .training)
  }

  @Test func aRunThatIsTrainedIsNotRenamed() {
    var state = Self.list()
    var session = Fixture.session
    session.phase = .preparing("looking for images")
    session.summary.path = "runs/../runs/a"
    _ = state.update(.opened(session, as: Self.second))
    state.press("F7")
    #expect(state.press("m") == [] && state.notice == .runIsTrained && state.modes == [])
    // Nor is it trained twice.
    let opensAnother = state.press("r").contains { effect in
      if case .open = effect { true } else { false }
    }
    #expect(!opensAnother)
  }

  @Test func anOpenRunFollowsItsName() {
    var state = Self.list()
    var session = Fixture.session
    session.phase = .idle
    session.summary.path = "runs/a"
    _ = state.update(.opened(session, as: Self.second))
    _ = state.update(.renamed(from: "runs/a", to: "runs/z"))
    #expect(state.session.summary.path == "runs/z")
  }

  /// What was walked stays open until the run that is trained longer has weights.
  @Test func aRunThatIsTrainedLongerTakesThePlaceOfTheOneWalked() {
    var state = Self.list()
    var session = Fixture.session
    session.phase = .idle
    session.summary.path = "runs/a"
    _ = state.update(.opened(session, as: Self.second))
    state.press("F7")
    let third = RunID(number: 2)
    #expect(state.press("r") == [.open(.resume(path: "runs/a", epochs: nil), as: third)])
    var resumed = SessionSnapshot(phase: .preparing("..."), summary: session.summary)
    _ = state.update(.opened(resumed, as: third))
    #expect(state.runs[Self.second] != nil)
    resumed = Fixture.session
    resumed.summary.path = "runs/a"
    _ = state.update(.session(resumed, of: third))
    #expect(state.runs[Self.second] == nil && state.active == third)
  }

  /// Whoever opens another run while one gets ready does not wake the one that was paused for it.
  @Test func aTrainingThatBeganElsewhereLeavesTheOneBeforePaused() {
    var state = Self.list()
    _ = state.update(.opened(Fixture.session, as: Self.second))
    state.press("Ctrl-N", "Enter")
    let third = RunID(number: 2)
    _ = state.update(
      .opened(
        SessionSnapshot(phase: .preparing("..."), summary: Fixture.session.summary), as: third))
    state.press("F7")
    _ = state.activate(Self.second)
    _ = state.update(.session(Fixture.session, of: third))
    #expect(state.update(.refused("a name is taken")) == [])
    #expect(state.runs[Self.second]?.session.phase == .paused)
  }

  @Test func noPresetIsSaid() {
    var state = Self.list()
    state.press("Ctrl-N", "#")
    #expect(state.press("Enter") == [] && state.notice == .noPreset(named: "#"))
  }

  @Test func twoRunsAreComparedSettingBySetting() {
    var state = Self.list()
    state.press("c", "Down")
    let text = state.render().text
    #expect(text.contains("what differs is bold") && text.contains("seed"))
    #expect(state.runList.other?.name == "a" && state.runList.chosen?.name == "b")
    state.press("Up", "c")
    #expect(state.runList.compared == nil)
  }

  @Test func aRunThatCannotBeOpenedIsDropped() {
    var state = Self.list()
    let session = SessionSnapshot(
      phase: .preparing("looking for images"),
      summary: RunSummary(preset: "vae", dataset: "...", path: nil))
    _ = state.update(.opened(session, as: Self.second))
    #expect(state.active == Self.second)
    _ = state.update(.dropped(Self.second, reason: "runs/a: no images"))
    #expect(state.active == .first && state.screen == .runs && state.runs[Self.second] == nil)
    #expect(state.notice == .refused("runs/a: no images"))
  }

  /// The list may be looked for again, in another order.
  @Test func theChoiceStaysAtItsRun() {
    var state = Self.list()
    state.press("Down")
    _ = state.update(
      .listed(
        RunList(
          place: "runs", runs: [Self.listing("b"), Self.listing("a")])))
    #expect(state.runList.chosen?.name == "b")
  }
}
