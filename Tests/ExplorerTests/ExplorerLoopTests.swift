import Autoencoders
import Explorer
import FileFormats
import ImageSets
import Synchronization
import TerminalUI
import Testing

struct ExplorerLoopTests {
  /// A terminal that presses keys when the screen shows what they wait for.
  final class Robot: Terminal {
    let size = Size(width: 120, height: 40)
    var screens: [CellBuffer] = []
    var isClosed = false
    private var script: [(until: (CellBuffer) -> Bool, event: InputEvent)]

    init(_ script: [(until: (CellBuffer) -> Bool, event: InputEvent)]) { self.script = script }

    func present(_ buffer: CellBuffer) { screens.append(buffer) }

    func nextEvent(timeout: Double?) -> InputEvent? {
      if let next = script.first, let screen = screens.last, next.until(screen) {
        script.removeFirst()
        return next.event
      }
      // Nothing to press: let the session's thread run for as long as the loop would wait.
      let clock = ContinuousClock()
      let end = clock.now + .seconds(min(timeout ?? 0.01, 0.01))
      while clock.now < end {}
      return nil
    }

    func close() { isClosed = true }
  }

  private static func shows(_ text: String) -> (CellBuffer) -> Bool {
    { $0.text.contains(text) }
  }

  private static func key(_ name: String) -> InputEvent { .key(Key(name: name) ?? .escape) }

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

  private static func run(_ robot: Robot, _ work: @escaping @Sendable (Session) throws -> Void)
    throws
    -> ExplorerEnding
  {
    let session = Session()
    let empty = SessionSnapshot(
      phase: .preparing("starting"), summary: RunSummary(preset: "vae", dataset: "...", path: nil))
    session.start(work)
    var loop = ExplorerLoop(
      ExplorerState(size: robot.size, capabilities: Capabilities(), session: empty),
      terminal: robot, session: session)
    return try loop.run()
  }

  @Test func walksWhileTraining() throws {
    let robot = Robot([
      (Self.shows("100 test codes"), Self.key("3")),
      ({ !$0.text.contains("z = +0.000 +0.000") }, Self.key("Right")),
      (Self.shows("epoch"), Self.key("q")),
      (Self.shows("stop training"), Self.key("s")),
    ])
    #expect(try Self.run(robot, Self.train) == .quit)
    #expect(robot.screens.first?.text.contains("starting") == true)
    // The move is answered by one screen, with another place and another digit.
    let places = robot.screens.map { screen in
      screen.text.firstRange(of: "z = ").map { screen.text[$0.upperBound...].prefix(13) } ?? ""
    }
    #expect(Set(places).count >= 3)
    #expect(robot.screens.last?.text.contains("saving the run") == true)
  }

  @Test func aSignalStopsTheRun() throws {
    let robot = Robot([(Self.shows("100 test codes"), .terminated(signal: 15))])
    #expect(try Self.run(robot, Self.train) == .signal(15))
  }

  @Test func aFailureBeforeTheFirstScreenIsThrown() {
    struct Failure: Error {}
    #expect(throws: Failure.self) { try Self.run(Robot([])) { _ in throw Failure() } }
  }
}
