import Autoencoders
import Datasets
import ImageSets
import Testing

struct DivergenceTests {
  /// Spoils a parameter after one step; a run that goes back passes that step again.
  private final class Spoiler: TrainingObserver {
    private let step: Int
    private let name: String
    private let value: Float
    private var isDone = false
    private(set) var divergences: [Divergence] = []

    init(after step: Int, _ name: String = "mean.weight", with value: Float = .nan) {
      (self.step, self.name, self.value) = (step, name, value)
    }

    func observe(_ event: TrainingEvent, in run: TrainingRun) {
      switch event {
      case .stepped(let report) where report.step == step && !isDone:
        isDone = true
        let model = run.trainer.model
        let parameter = model.namedParameters.first { $0.name == name }
        model.parameters[parameter?.offset ?? 0] = value
      case .wentBack(let divergence): divergences.append(divergence)
      default: break
      }
    }
  }

  private static func preset(_ name: String = "vae") throws -> Preset {
    try #require(Preset.named(name))
  }

  /// The small run has 11 steps an epoch: it goes from step 15 back to 11, and from there with half the rate
  /// takes the steps that a trainer takes that is made so.
  @Test(arguments: ["vae", "iwae-5", "deep"])
  func goesBackToTheLastSoundEpochWithHalfTheRate(preset: String) throws {
    let preset = try Self.preset(preset)
    let expected = SmallRun.trainer(preset)
    for _ in 0..<11 { _ = try expected.step() }
    expected.beginNextEpoch()
    expected.changeLearningRate(to: expected.configuration.optimizer.rate / 2)
    try TrainingRun(expected, evaluator: SmallRun.evaluator(preset)).run()

    let trainer = SmallRun.trainer(preset)
    let name = try #require(trainer.model.namedParameters.last).name
    let spoiler = Spoiler(after: 15, name)
    let ending = try TrainingRun(
      trainer, evaluator: SmallRun.evaluator(preset), observers: [spoiler]
    ).run()
    #expect(ending == .finished && trainer.position.step == 33)
    let change = try #require(trainer.position.changes.first)
    #expect(trainer.position.changes.count == 1 && change.step == 11 && change.epoch == 1)
    #expect(change.rateScale == 0.5 && change.divergence == spoiler.divergences.first)
    #expect(change.divergence?.quantity == .parameters && change.divergence?.tensor == name)
    #expect(change.divergence?.step == 15)
    #expect(trainer.model.parameters.floats == expected.model.parameters.floats)
  }

  /// Interrupted anywhere after it went back, a run ends with the bits of the one that was not, and so it does
  /// when it diverges after it was resumed.
  @Test(arguments: [5, 12, 13, 14], ["vae", "simple"])
  func anInterruptedRunGoesBackAlike(stop: Int, preset: String) throws {
    var preset = try Self.preset(preset)
    // From the second epoch on, a step leaves nothing finite, with an eighth of the rate too.
    preset.training.schedule = .step(epochs: 1, factor: 1e30)
    func run(_ trainer: Trainer, _ sound: Checkpoint?, _ save: @escaping (Checkpoint) -> Void)
      -> TrainingRun
    {
      TrainingRun(
        trainer, evaluator: SmallRun.evaluator(preset), sound: sound, keepSound: save)
    }
    func outcome(_ run: TrainingRun) -> DivergenceError? {
      do { _ = try run.run() } catch { return error as? DivergenceError }
      return nil
    }
    let whole = SmallRun.trainer(preset)
    let error = try #require(outcome(run(whole, nil) { _ in }))
    #expect(error.attempts == 3 && whole.position.step == 11)
    #expect(whole.position.changes.map(\.rateScale) == [0.5, 0.25, 0.125, 0.0625])

    var sound: Checkpoint?
    var kept: Checkpoint?
    let first = SmallRun.trainer(preset)
    let stopper = StepCounter(stop) { kept = Checkpoint(of: first) }
    _ = outcome(
      TrainingRun(
        first, evaluator: SmallRun.evaluator(preset), observers: [stopper],
        policies: [CheckpointPolicy(every: 0)], keepSound: { sound = $0 }))
    let checkpoint = try #require(kept)
    let resumed = try Trainer(
      resuming: checkpoint, SmallRun.configuration(preset), model: SmallRun.trainer(preset).model,
      images: SmallRun.data.train)
    #expect(outcome(run(resumed, sound) { _ in }) == error)
    #expect(resumed.position.changes == whole.position.changes)
    #expect(resumed.model.parameters.floats == whole.model.parameters.floats)
  }

  /// Calls `then` after so many events that are steps, those that are taken again counted anew.
  private final class StepCounter: TrainingObserver {
    private var left: Int
    private let then: () -> Void

    init(_ steps: Int, _ then: @escaping () -> Void) { (left, self.then) = (steps, then) }

    func observe(_ event: TrainingEvent, in run: TrainingRun) {
      guard case .stepped = event else { return }
      left -= 1
      if left == 0 { then() }
    }
  }

  /// Weights of a pixel that no training image inks, and all test images do.
  @Test func aTestLossThatIsNoNumberIsADivergence() throws {
    let preset = try Self.preset("simple")
    func image(_ ink: UInt8) -> [UInt8] { [ink] + (1..<784).map { UInt8($0 % 200) } }
    func images(_ ink: UInt8, count: Int) -> LabeledImages {
      LabeledImages(
        height: 28, width: 28, pixels: (0..<count).flatMap { _ in image(ink) },
        labels: [UInt8](repeating: 0, count: count))
    }
    let training = SmallRun.configuration(preset)
    let model = Autoencoder(
      preset.model, initialization: training.initialization, seed: 5, capacity: 200,
      on: makeEngine(threads: 1))
    let trainer = Trainer(training, model: model, images: images(0, count: 192))
    let evaluator = Evaluator(
      images: images(255, count: 8), model: preset.model, capacity: 200)
    let first = try #require(model.namedParameters.first)
    let spoiler = Spoiler(after: 2, first.name, with: 3e38)
    _ = try TrainingRun(trainer, evaluator: evaluator, observers: [spoiler]).run()
    #expect(spoiler.divergences.map(\.quantity) == [.testLoss])
    #expect(trainer.isFinished && model.parameters.floats.allSatisfy { $0.isFinite })
  }

  /// A stop that comes between the spoiling and the next step leaves a sound run.
  @Test func nothingUnsoundIsSaved() throws {
    let preset = try Self.preset()
    let trainer = SmallRun.trainer(preset)
    let control = TrainingControl()
    let stopper = StepCounter(14) {
      trainer.model.parameters[0] = .infinity
      control.request(.stop)
    }
    var saved: [Bool] = []
    let run = TrainingRun(
      trainer, evaluator: SmallRun.evaluator(preset), observers: [stopper],
      policies: [CheckpointPolicy(every: 0)],
      save: { saved.append(trainer.model.parameters.floats.allSatisfy { $0.isFinite }) })
    #expect(try run.run(control) == .stopped)
    #expect(saved.count > 10 && !saved.contains(false) && trainer.position.step == 11)
  }

  @Test func aLossFarAboveTheFirstIsToldApart() throws {
    let trainer = SmallRun.trainer(try Self.preset())
    func loss(_ total: Double) -> LossTerms { LossTerms(reconstruction: total, kl: 0, klWeight: 1) }
    #expect(!trainer.isFarAboveStart(loss(1e30)), "there was no first step")
    let first = try trainer.step().loss.total
    #expect(trainer.position.firstLoss == first)
    #expect(
      !trainer.isFarAboveStart(loss(9.9 * first)) && trainer.isFarAboveStart(loss(10.1 * first)))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity], [0, 1, 62, 63])
  func aBufferIsFiniteOrNot(value: Float, place: Int) {
    let buffer = FloatBuffer(count: 64)
    buffer.write((0..<64).map { Float($0) * -1e36 })
    #expect(buffer.isFinite(0..<64))
    buffer[place] = value
    #expect(!buffer.isFinite(0..<64) && buffer.isFinite(0..<0))
    #expect(buffer.isFinite(0..<place) && buffer.isFinite(place + 1..<64))
  }
}
