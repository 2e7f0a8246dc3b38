import Autoencoders
import Dispatch
import Explorer
import FileFormats
import ImageSets
import Synchronization
import TerminalUI
import TestSupport
import Testing

/// Sessions of a person at a terminal, with a run behind it.
@Suite(.mustEnd)
struct ExplorerDriverTests {
  private static func images(_ count: Int) -> LabeledImages {
    LabeledImages(
      height: 28, width: 28,
      pixels: (0..<count * 784).map { UInt8(truncatingIfNeeded: $0 / 784 * 37 + $0 % 5 * 40) },
      labels: (0..<count).map { UInt8($0 % 10) })
  }

  private static func train(_ session: Session) throws {
    var preset = Preset.all[0]
    preset.training.epochs = 100_000
    preset.training.batchSize = 20
    let model = Autoencoder(
      preset.model, initialization: .heUniform, seed: 1, capacity: 100, on: try Engine(threads: 1))
    let summary = RunSummary(preset: "vae", dataset: "stripes", path: nil)
    try TrainingRun(
      Trainer(preset.training, model: model, images: images(200)),
      evaluator: Evaluator(images: images(100), model: preset.model, capacity: 100),
      observers: [SessionObserver(session, summary: summary)]
    ).run(session.control)
  }

  /// Opens the explorer on `work` and lets `person` use it.
  private static func explore(
    _ person: Person, signalPatience: Duration? = nil,
    remember: @escaping (Preferences) throws -> Void = { _ in },
    _ work: @escaping @Sendable (Session) throws -> Void
  ) throws -> ExplorerEnding {
    let session = Session()
    let empty = SessionSnapshot(
      phase: .preparing("starting"), summary: RunSummary(preset: "vae", dataset: "...", path: nil))
    session.start(work)
    let driver = ExplorerDriver(
      ExplorerState(size: person.size, capabilities: Capabilities(), session: empty),
      terminal: person, library: NoRuns(), sessions: [.first: session],
      signalPatience: signalPatience, remember: remember)
    return try driver.run()
  }

  @Test func walksWhileTraining() throws {
    let person = Person([
      .waitFor("100 test codes"), .press("3"),
      .waitForNo("z = +0.000 +0.000"), .press("Right"),
      .waitFor("epoch"), .press("q"),
      .waitFor("stop training"), .press("s"),
    ])
    #expect(try Self.explore(person, Self.train) == .quit)
    #expect(person.screens.first?.text.contains("starting") == true)
    // The move is answered by one screen, with another place and another digit.
    let places = person.screens.map { screen in
      screen.text.firstRange(of: "z = ").map { screen.text[$0.upperBound...].prefix(13) } ?? ""
    }
    #expect(Set(places).count >= 3)
    #expect(person.screens.last?.text.contains("saving the run") == true)
  }

  /// A list of runs on screen follows what becomes of them.
  @Test func theListOfRunsIsLookedForAnew() throws {
    let looks = Atomic(0)
    let library = NoRuns {
      let count = looks.add(1, ordering: .relaxed).newValue
      let runs = (0..<count).map { number in
        RunListing(
          name: "run-\(number)", path: "runs/run-\(number)", preset: "vae", dataset: "digits",
          epoch: 1, epochs: 1, test: nil, bytes: 1, changed: "", hasModel: true)
      }
      return RunList(place: "runs", runs: runs)
    }
    let person = Person([.waitFor("run-0"), .waitFor("run-1"), .press("q")])
    let session = Session(ended: .closed)
    let driver = ExplorerDriver(
      ExplorerState(size: person.size, capabilities: Capabilities(), session: .closed),
      terminal: person, library: library, sessions: [.first: session])
    #expect(try driver.run() == .quit)
  }

  @Test func pausesAndGoesOn() throws {
    let person = Person([
      .waitFor("100 test codes"), .press("Space"),
      .waitFor("PAUSED"), .press("Space"),
      .waitForNo("PAUSED"), .press("Ctrl-C"),
      .waitFor("stop training"), .press("Ctrl-C"),
    ])
    #expect(try Self.explore(person, Self.train) == .quit)
  }

  /// A stroke is read with weights that change meanwhile; what cannot be saved is said.
  @Test func drawsWhileTraining() throws {
    var person = [Person.Step.waitFor("100 test codes"), .press("F6"), .press("Space")]
    person += ["Right", "Right", "Down", "Down"].map { .press($0) }
    person += [.waitFor("near "), .waitFor("recon"), .waitFor("relative error"), .press("s")]
    person += "a.png".map { .press(String($0)) }
    person += [
      .press("Enter"), .waitFor("no runs here"), .press("F1"), .waitFor("z = "), .press("q"),
      .waitFor("stop training"), .press("k"),
    ]
    #expect(try Self.explore(Person(person), Self.train) == .quit)
  }

  @Test func suspendsAndDrawsAnew() throws {
    let person = Person([
      .waitFor("100 test codes"), .press("Ctrl-Z"), .press("Ctrl-L"), .press("q"),
      .waitFor("stop training"), .press("k"),
    ])
    #expect(try Self.explore(person, Self.train) == .quit)
    #expect(person.suspensions == 1 && person.redraws == 1)
  }

  /// An untrained decoder's gray is `>>`, unless it is blocks.
  @Test func remembersWhatIsPreferred() throws {
    let person = Person([
      .waitFor(">>"), .press("a"), .waitForNo(">>"), .press("a"), .waitFor(">>"), .press("q"),
    ])
    var kept: [ImageShading?] = []
    _ = try Self.explore(person, remember: { kept.append($0.shading) }) { Self.finish($0) }
    #expect(kept == [.blocks, .ascii])
  }

  /// What cannot be kept is said, and holds until the end nevertheless.
  @Test func saysWhatCannotBeRemembered() throws {
    let person = Person([
      .waitFor(">>"), .press("a"), .waitFor("no runs here"), .waitForNo(">>"), .press("q"),
    ])
    _ = try Self.explore(person, remember: { _ in throw Failure() }) { Self.finish($0) }
    #expect(person.screens.last?.text.contains(">>") == false)
  }

  private static func finish(_ session: Session) {
    var snapshot = Fixture.session
    snapshot.phase = .idle
    session.publish(snapshot)
  }

  @Test func aSignalStopsTheRun() throws {
    let person = Person([.waitFor("100 test codes"), .signal(15)])
    #expect(try Self.explore(person, Self.train) == .signal(15))
  }

  @Test func aTerminalThatEndsEndsTheRun() throws {
    let person = Person([.waitFor("100 test codes"), .hangUp])
    #expect(try Self.explore(person, Self.train) == .quit)
  }

  private struct Failure: Error {}

  @Test func aFailureBeforeTheFirstScreenIsThrown() {
    #expect(throws: Failure.self) { try Self.explore(Person([])) { _ in throw Failure() } }
  }

  /// What there is can be walked on; the error is thrown when the person leaves.
  @Test func aFailureLaterIsSaidAndThrownInTheEnd() {
    let person = Person([
      .waitFor("training ended early"), .press("3"), .waitForNo("z = +0.000 +0.000"), .press("q"),
    ])
    #expect(throws: Failure.self) {
      try Self.explore(person) { session in
        session.publish(Fixture.session)
        throw Failure()
      }
    }
  }

  /// Once a run is over there is nothing to wake up for: the terminal is asked to wait for ever.
  @Test func waitsForEverWhenTheRunIsOver() throws {
    let person = Person([.waitFor("2000 test codes"), .rest, .press("q")])
    let ending = try Self.explore(person) { Self.finish($0) }
    #expect(ending == .quit)
  }

  /// Work that never ends does not hold a signal where the program is to be gone soon.
  @Test func aSignalWaitsNoLongerThanItIsTold() throws {
    let (person, semaphore) = (Person([.signal(15)]), DispatchSemaphore(value: 0))
    defer { semaphore.signal() }
    let ending = try Self.explore(person, signalPatience: .milliseconds(10)) { _ in
      semaphore.wait()
    }
    #expect(ending == .signal(15))
  }

  /// Nor does it hold who asks twice to leave.
  @Test func whoAsksTwiceNeedNotWait() throws {
    let (person, semaphore) = (
      Person([.press("q"), .press("Ctrl-C")]), DispatchSemaphore(value: 0)
    )
    defer { semaphore.signal() }
    #expect(try Self.explore(person) { _ in semaphore.wait() } == .quit)
  }
}
