import Autoencoders
import Explorer
import Synchronization
import TerminalUI
import TestSupport
import Testing

/// Data sets that are fetched while the explorer goes on.
@Suite(.mustEnd)
struct DatasetsFeatureTests {
  private static let known = [
    KnownDataset(name: "mnist", isHere: false), KnownDataset(name: "kmnist", isHere: false),
  ]

  private static func start(_ known: [KnownDataset] = known) -> ExplorerState {
    ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: Fixture.session,
      datasets: known)
  }

  private static func type(_ line: String, in state: inout ExplorerState) -> [Effect] {
    state.press(":")
    for character in line { state.press(character == " " ? "Space" : String(character)) }
    return state.press("Enter")
  }

  @Test func namesAreCompleted() {
    var state = Self.start()
    state.press(":")
    for key in ["d", "a", "t", "a", ".", "f", "Tab", "k", "Tab"] { state.press(key) }
    #expect(state.palette.text == "data.fetch kmnist")
    #expect(state.press("Enter").contains(.fetch("kmnist")))
  }

  @Test func theFooterTellsHowFarItIs() {
    var state = Self.start()
    #expect(Self.type("data.fetch mnist", in: &state) == [.fetch("mnist")])
    _ = state.update(
      .fetched(
        .progress(
          FetchProgress(
            dataset: "mnist", file: 4, files: 4, bytes: 3_200_000, total: 9_912_422,
            secondsLeft: 11.2))))
    let line = "fetching mnist 4/4: 3.2 MB of 9.9 MB, 0:12 left"
    #expect(state.render().text.contains(line))
    state.press("Right")
    #expect(state.render().text.contains(line))
    #expect(Self.type("data.fetch kmnist", in: &state) == [])
    #expect(state.notice == .isFetched("mnist"))
    #expect(Self.type("data.stop", in: &state) == [.stopFetching])
    _ = state.update(.fetched(.ended("mnist", .stopped)))
    #expect(state.notice == .fetchStopped("mnist") && !state.render().text.contains(line))
  }

  @Test func whatCameIsTrainedOnByOneKey() {
    var state = Self.start()
    #expect(state.press("Ctrl-T") == [] && state.notice == .nothingIsFetched)
    _ = Self.type("data.fetch mnist", in: &state)
    _ = state.update(.fetched(.ended("mnist", .fetched)))
    state.press("Left")
    #expect(state.render().text.contains("mnist is here: Ctrl-T trains on it"))
    #expect(
      state.press("Ctrl-T").contains(
        .open(.trainOn(preset: "vae", dataset: "mnist"), as: RunID(number: 1))))
    #expect(!state.render().text.contains("is here"))
  }

  @Test func whatCannotBeDoneIsSaid() {
    var state = Self.start()
    #expect(Self.type("data.fetch mnits", in: &state) == [])
    #expect(state.notice?.text == "no data set is called mnits; there are mnist, kmnist")
    _ = Self.type("data.fetch mnist", in: &state)
    _ = state.update(.fetched(.ended("mnist", .failed("mnist: cannot be reached"))))
    #expect(state.render().text.contains("mnist: cannot be reached"))
    var none = Self.start([])
    _ = Self.type("data.fetch mnist", in: &none)
    #expect(none.notice?.text == "no data sets can be fetched here")
  }

  /// It is said once, where the program draws digits because it has nothing else.
  @Test(arguments: [("digits", false, true), ("digits", true, false), ("mnist", false, false)])
  func drawnDigitsComeWithAdvice(dataset: String, isHere: Bool, isAdvised: Bool) {
    var state = Self.start([KnownDataset(name: "mnist", isHere: isHere)])
    var session = Fixture.session
    session.summary.dataset = dataset
    _ = state.update(.session(session, of: .first))
    #expect((state.notice == .drawnDigits(fetchable: "mnist")) == isAdvised)
    state.press("Right")
    _ = state.update(.session(session, of: .first))
    #expect(state.notice == nil)
  }

  /// A library that brings a data set when it is told to, or until it is not wanted.
  private final class SlowDatasets: DatasetLibrary {
    struct NotWanted: Error {}

    let datasets = DatasetsFeatureTests.known
    private let isRead = Mutex(false)

    func fetch(_ fetch: DatasetFetch) throws {
      fetch.report(bytes: 1, of: 2, file: 1, of: 1)
      while !isRead.withLock({ $0 }) {
        if !fetch.isWanted { throw NotWanted() }
      }
    }

    func finish() { isRead.withLock { $0 = true } }
  }

  /// Keys are answered while it comes; the driver shows its news without a key.
  @Test(arguments: [true, false])
  func thePersonGoesOnMeanwhile(isStopped: Bool) throws {
    let library = SlowDatasets()
    let stop = ":data.stop".map { Person.Step.press(String($0)) } + [.press("Enter")]
    let person = Person(
      ":data.fetch".map { .press(String($0)) }
        + [.press("Space")] + "mnist".map { .press(String($0)) } + [
          .press("Enter"), .waitFor("fetching mnist 1/1: 1 B of 2 B"), .press("F2"),
          .waitFor("health"), .act { if !isStopped { library.finish() } },
        ] + (isStopped ? stop + [.waitFor("goes on with what has come")] : [.waitFor("is here")])
        + [.press("q")])
    let session = Session()
    var snapshot = Fixture.session
    snapshot.phase = .idle
    session.start { [snapshot] in $0.publish(snapshot) }
    let driver = ExplorerDriver(
      ExplorerState(
        size: person.size, capabilities: Capabilities(), session: snapshot,
        datasets: library.datasets),
      terminal: person, library: NoRuns(), datasets: library, sessions: [.first: session])
    #expect(try driver.run() == .quit)
  }
}
