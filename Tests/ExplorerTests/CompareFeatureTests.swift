import Autoencoders
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

/// Two runs side by side: the fixture's, and one of the same images whose codes lie turned by a quarter.
struct CompareFeatureTests {
  private static let other = RunID(number: 1)

  private static func state(
    _ width: Int = 120, _ height: Int = 40, _ capabilities: Capabilities = Capabilities()
  ) -> ExplorerState {
    var state = ExplorerState(
      size: Size(width: width, height: height), capabilities: capabilities,
      session: Fixture.sessionWithPast)
    #expect(state.compare(with: Fixture.turnedSession) == other)
    _ = state.start()
    return state
  }

  private static func cursors(_ state: ExplorerState) -> [[Float]] {
    [state.run.latent.cursor, state.runs[other]?.latent.cursor ?? []]
  }

  private static func rows(_ state: ExplorerState, nearest cursor: Int) -> [Int?] {
    let map = [state.run.map, state.runs[other]?.map][cursor]
    return map.map { $0.nearest(to: cursors(state)[cursor], count: 1).map(\.index) } ?? []
  }

  @Test func bothAreShown() {
    let state = Self.state()
    #expect(state.screen == .compare)
    let text = state.render().text
    #expect(text.contains("5 Compare") && text.contains("linked by image"))
    #expect(text.contains("ae") && text.contains("vae"))
  }

  // MARK: Cursors

  /// By image: wherever one cursor goes, the other goes to the code that its run has for the nearest image.
  @Test(arguments: [["3"], ["Right", "Right"], ["s"], ["c"], ["n"]])
  func anImageIsCarriedOver(keys: [String]) throws {
    var state = Self.state()
    for key in keys { state.press(key) }
    let image = try #require(Self.rows(state, nearest: 0).first ?? nil)
    #expect(Self.cursors(state)[1] == state.runs[Self.other]?.map?.code(image))
    // A quarter turn of where the image's code is in the other run.
    let code = try #require(state.run.map?.code(image))
    #expect(Self.cursors(state)[1] == [-code[1], code[0]])
  }

  /// And back: the other pane's keys move the other cursor, and the first one follows.
  @Test func theOtherPaneHasKeysToo() throws {
    var state = Self.state()
    state.press("Tab", "Tab")
    #expect(state.focus == .otherLatent)
    state.press("7", "s")
    let image = try #require(Self.rows(state, nearest: 1).first ?? nil)
    #expect(Self.cursors(state)[0] == state.run.map?.code(image))
    #expect(state.active == .first)
  }

  @Test func aPlaceIsCarriedOver() {
    var state = Self.state()
    state.press("3", "i")
    #expect(state.compare.link == .place)
    #expect(Self.cursors(state)[0] == Self.cursors(state)[1])
    state.press("Right", "Up")
    #expect(Self.cursors(state)[0] == Self.cursors(state)[1])
  }

  @Test func freeCursorsStay() {
    var state = Self.state()
    state.press("i", "i")
    let before = Self.cursors(state)
    state.press("5")
    #expect(state.compare.link == .free)
    #expect(Self.cursors(state)[0] != before[0] && Self.cursors(state)[1] == before[1])
  }

  @Test func otherLengthsAreNotLinkedByPlace() {
    var state = Fixture.start
    var wide = Fixture.wideSession
    wide.summary.dataset = "fashion-mnist"
    _ = state.compare(with: wide)
    #expect(state.compare.link == .free)
    state.press(":")
    for key in "compare.link" { state.press(String(key)) }
    state.press("Space")
    for key in "place" { state.press(String(key)) }
    state.press("Enter")
    #expect(state.notice == .otherLatentCounts && state.compare.link == .free)
  }

  // MARK: Which run

  @Test func aRunIsChosenFromTheList() {
    var state = Fixture.start
    _ = state.update(.listed(Fixture.runList))
    state.press("F5")
    #expect(state.render().text.contains("W chooses another run"))
    #expect(state.press("W").contains(.listRuns))
    #expect(state.screen == .runs)
    #expect(state.press("Down", "Enter") == [.open(.walk(path: "runs/b"), as: Self.other)])
    _ = state.update(.opened(Fixture.turnedSession, as: Self.other))
    #expect(state.screen == .compare && state.active == .first && state.comparedRun == Self.other)
  }

  @Test func leavingTheListEndsTheChoice() {
    var state = Fixture.start
    _ = state.update(.listed(Fixture.runList))
    state.press("F5", "W", "F7", "Down", "Enter")
    _ = state.update(.opened(Fixture.turnedSession, as: Self.other))
    #expect(state.active == Self.other && state.comparedRun == nil)
  }

  /// Two epochs of one run: the other pane's epoch keys scrub the other.
  @Test func twoEpochsOfARun() {
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(),
      session: Fixture.sessionWithPast)
    state.press("F5", "3", ":")
    for key in "compare.epoch" { state.press(String(key)) }
    state.press("Space", "4", "Enter")
    let (first, second) = (state.run, state.runs[Self.other])
    #expect(second?.epochs.shown?.epoch == 4 && first.epochs.shown == nil)
    #expect(second?.map?.epoch == 4 && first.map?.epoch == 12)
    state.press("Tab", "Tab", "]")
    #expect(state.runs[Self.other]?.epochs.shown?.epoch == 8 && state.run.epochs.shown == nil)
    state.press("Shift-Tab", "{")
    #expect(state.run.epochs.shown?.epoch == 1)
    // News of the run are not of its past.
    _ = state.update(.session(Fixture.sessionWithPast, of: .first))
    #expect(state.comparedRun == Self.other)
  }

  @Test func anEpochThatIsNotThereIsNotCompared() {
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(),
      session: Fixture.sessionWithPast)
    state.press("F5")
    _ = state.update(.typed("compare.epoch 99"))
    #expect(state.notice == .noSuchEpoch(99, newest: 12) && state.comparedRun == nil)
    _ = state.update(.typed("compare.epoch 4"))
    #expect(state.comparedRun != nil)
    _ = state.update(.typed("compare.end"))
    #expect(state.comparedRun == nil && state.screen == .compare)
  }

  /// The run that is shown is not put beside itself, and the list waits for another.
  @Test func theRunItselfIsNotChosen() {
    var session = Fixture.session
    session.summary.path = Fixture.runList.runs[0].path
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: session)
    _ = state.update(.listed(Fixture.runList))
    state.press("F5", "W")
    #expect(state.press("Enter").isEmpty && state.notice == .runIsShown && state.screen == .runs)
    #expect(state.press("Down", "Enter") == [.open(.walk(path: "runs/b"), as: Self.other)])
  }

  // MARK: Numbers

  @Test func theTableSaysWhatItsNumbersAreOf() throws {
    var state = Self.state(200, 60)
    state.press("{")
    let lines = state.render().text.split(separator: "\n")
    let epochs = try #require(lines.first { $0.contains("epoch  ") && $0.contains("1 ") })
    #expect(epochs.contains("12"))
    let test = Fixture.history.test
    let text = state.render().text
    #expect(text.contains(fixed(test[0].loss.negativeELBO, decimals: 2)))
    #expect(text.contains(fixed(test[11].loss.reconstruction, decimals: 2)))
  }

  @Test func theDifferenceIsOfThePixels() throws {
    #expect(DifferenceView.mean([0, 1, 0.5], [1, 1, 0]) == 0.5)
    #expect(DifferenceView.mean([0, 1], [1]) == nil && DifferenceView.mean(nil, []) == nil)
    var state = Self.decoded(Self.state(120, 40))
    #expect(state.render().text.contains("mean |A−B|"))
    state.press("D")
    #expect(!state.render().text.contains("mean |A−B|"))
  }

  // MARK: Pictures

  private static func decoded(_ state: ExplorerState) -> ExplorerState {
    var state = state
    for (run, pixels) in [(RunID.first, Fixture.ring), (other, Fixture.ring.map { $0 / 2 })] {
      let code = state.runs[run]?.latent.cursor ?? []
      _ = state.update(.decoded(DecodedImage(run: run, code: code, pixels: pixels, step: 1)))
    }
    return state
  }

  @Test(arguments: ScreenGoldenTests.sizes.indices, ScreenGoldenTests.Mode.allCases)
  func everySizeAndTier(size: Int, mode: ScreenGoldenTests.Mode) throws {
    let (width, height) = ScreenGoldenTests.sizes[size]
    var state = Self.state(width, height, mode.capabilities)
    state.press("3", "s")
    try expectGolden(
      Self.decoded(state).render().text, "compare-\(width)x\(height)-\(mode.rawValue).txt")
  }
}

extension Fixture {
  /// An autoencoder's run on the same images, its codes those of the fixture turned by a quarter.
  static let turnedSession: SessionSnapshot = {
    var session = Fixture.session
    (session.phase, session.ending) = (.idle, .finished)
    session.summary = RunSummary(preset: "ae", dataset: "mnist", path: "runs/ae")
    session.map = LatentMap(
      codes: map.codes.indices.map { $0 % 2 == 0 ? -map.codes[$0 + 1] : map.codes[$0 - 1] },
      labels: map.points.map(\.label), latentCount: 2)
    return session
  }()
}
