import Datasets
import FileFormats
import ImageSets
import TestSupport
import Testing

@testable import Autoencoders

struct EarlyStoppingTests {
  private static func evaluation(_ loss: Double) -> Evaluation {
    Evaluation(
      images: 1, loss: LossTerms(reconstruction: loss, kl: 0, klWeight: 1), samples: 0,
      squaredError: 0, klPerDimension: [], squaredMean: [], variance: [], varianceOfMean: [],
      codes: [])
  }

  /// Losses on held-out images epoch after epoch, and what becomes of the run: the epoch it ends after,
  /// and the one whose model is kept.
  struct Course: CustomTestStringConvertible, Sendable {
    let name: String
    var stopping = EarlyStopping(patience: 2)
    var schedule = KLSchedule.constant
    /// Epochs of pre-training, of one layer.
    var pretraining = 0
    let losses: [Double]
    let ends: Int?
    let best: Int?
    var testDescription: String { name }
  }

  static let courses = [
    Course(name: "falls to the end", losses: [5, 4, 3, 2], ends: nil, best: 4),
    Course(name: "rises", losses: [5, 6, 7, 1], ends: 3, best: 1),
    Course(name: "an equal loss is no improvement", losses: [5, 5, 5, 1], ends: 3, best: 1),
    Course(name: "falls again in time", losses: [5, 6, 4, 6, 3, 6, 6], ends: 7, best: 5),
    Course(
      name: "falls too little", stopping: EarlyStopping(patience: 2, leastImprovement: 1),
      losses: [5, 4.5, 4.2, 3], ends: 3, best: 1),
    Course(
      name: "falls enough over two epochs",
      stopping: EarlyStopping(patience: 2, leastImprovement: 1),
      losses: [5, 4.5, 3.9, 3.8, 3.7], ends: 5, best: 3),
    Course(
      name: "waits for the warm-up", schedule: .warmUp(epochs: 4), losses: [1, 2, 3, 9, 8, 9, 9],
      ends: 7, best: 5),
    Course(
      name: "waits for the first half cycle", schedule: .cyclic(epochs: 5),
      losses: [1, 2, 9, 9, 9],
      ends: 5, best: 3),
    Course(
      name: "waits for the pre-training", pretraining: 3, losses: [1, 2, 3, 9, 8, 9, 9], ends: 7,
      best: 5),
    Course(name: "no number is no improvement", losses: [5, .nan, .nan, 1], ends: 3, best: 1),
    Course(name: "no number at first", losses: [.nan, .nan, .nan, 4], ends: nil, best: 4),
  ]

  /// The same whether the policy is one value or made anew before each epoch, as a resumed run does.
  @Test(arguments: courses, [false, true])
  func stopsWhenPatienceEnds(course: Course, isResumed: Bool) {
    var policy = Self.policy(course)
    var position = TrainingPosition()
    var end: Int?
    for (index, loss) in course.losses.enumerated() where end == nil {
      if isResumed { policy = Self.policy(course) }
      position.epoch = index + 1
      let report = EpochReport(
        epoch: index + 1, epochs: 100, step: index + 1, train: Self.evaluation(loss).loss,
        test: Self.evaluation(-loss), validation: Self.evaluation(loss), imagesPerSecond: 1,
        seconds: 1, isFarAboveStart: false)
      for action in policy.actions(after: .epochEnded(report), at: position) {
        switch action {
        case .keepBest(let best): position.best = best
        case .stop: end = index + 1
        case .saveCheckpoint: Issue.record("early stopping saves no checkpoints")
        }
      }
      #expect(Self.configuration(course).hasStoppedEarly(at: position) == (end != nil))
    }
    #expect(end == course.ends && position.best?.epoch == course.best)
  }

  private static func policy(_ course: Course) -> EarlyStoppingPolicy {
    EarlyStoppingPolicy(
      course.stopping, from: configuration(course).firstJudgedEpoch(of: [.dense(2, .sigmoid)]))
  }

  private static func configuration(_ course: Course) -> TrainingConfiguration {
    TrainingConfiguration(
      epochs: 100, batchSize: 1, optimizer: .sgd(rate: 1),
      objective: Objective(klSchedule: course.schedule),
      pretraining: course.pretraining == 0
        ? nil
        : Pretraining(
          epochsPerLayer: course.pretraining, rule: ContrastiveDivergence.Rule(steps: 1)),
      validationImages: 1, earlyStopping: course.stopping)
  }

  // MARK: - In a run

  /// Improvements below 8 nats do not count, so the run ends long before its epochs do.
  static let training: TrainingConfiguration = {
    var training = SmallRun.configuration(Preset.all[0], epochs: 60)
    training.schedule = .constant
    training.validationImages = 100
    training.earlyStopping = EarlyStopping(patience: 2, leastImprovement: 8)
    return training
  }()

  private struct Killed: Error {}

  /// A run in `folder`, new or from its checkpoint, that saves one after every step and epoch.
  ///
  /// - Parameter kill: the steps and epochs after which it saves no more; a little later it dies, and
  ///   by then log and model may have run ahead of the checkpoint.
  private static func run(
    _ writer: RunWriter, isResumed: Bool = false, kill: (step: Int, epoch: Int)? = nil
  ) throws -> TrainingRun {
    let folder = writer.folder
    let images = SmallRun.data.train.holdingOut(100)
    let model = Autoencoder(
      Preset.all[0].model, initialization: training.initialization, seed: training.seed,
      capacity: 200, on: makeEngine())
    let trainer =
      try isResumed
      ? Trainer(resuming: folder.checkpoint(), training, model: model, images: images.rest)
      : Trainer(training, model: model, images: images.rest)
    let saver = try RunSaver(
      writer, of: trainer, resumingAt: isResumed ? folder.checkpoint() : nil)
    var isDying = false
    return TrainingRun(
      trainer, evaluator: SmallRun.evaluator(Preset.all[0]),
      validator: Evaluator(images: images.heldOut, model: Preset.all[0].model, capacity: 200),
      observers: [saver.recorder, saver],
      policies: [CheckpointPolicy(every: 0)],
      save: {
        let position = trainer.position
        guard !isDying else {
          if let kill, position.step > kill.step + 11 { throw Killed() }
          return
        }
        saver.save()
        isDying = kill.map { $0 == (position.step, position.epoch) } ?? false
      }, saveModel: saver.keepBest)
  }

  private static func writer(_ path: String) throws -> RunWriter {
    try RunWriter.create(
      path,
      RunConfiguration(
        preset: "vae", model: Preset.all[0].model, training: training,
        dataset: RunFolderTests.configuration.dataset, kernels: "portable"))
  }

  /// Everything but clocks.
  private static func log(_ folder: RunFolder) throws -> [MetricsLine] {
    try folder.metrics().lines.map {
      var line = $0
      (line.seconds, line.imagesPerSecond, line.wallTime) = (0, nil, nil)
      return line
    }
  }

  /// Killed after any step, the last of an epoch and one beyond the best among them, a run goes on to
  /// the same end, the same model and the same log.
  @Test func aKilledRunEndsAlike() throws {
    try withTemporaryFolder { root in
      let wholeWriter = try Self.writer("\(root)/whole")
      let whole = wholeWriter.folder
      let unbroken = try Self.run(wholeWriter)
      #expect(try unbroken.run() == .stoppedEarly)
      let position = unbroken.trainer.position
      let best = try #require(position.best)
      #expect(best.epoch > 2)
      #expect(position.epoch == best.epoch + 2 && position.epoch < 60)
      // Ten steps per epoch: nine batches of 96 and one of 36.
      #expect(try whole.model().step == best.epoch * 10)
      let scores = try whole.metrics().lines.filter { $0.split == .validation }
      #expect(scores.map(\.epoch) == (1...position.epoch).map(Double.init))
      #expect(scores[best.epoch - 1].total == best.loss)

      for (index, kill) in [
        (3, 0), (10, 0), (10, 1), (best.epoch * 10, best.epoch - 1), (best.epoch * 10, best.epoch),
        (best.epoch * 10 + 1, best.epoch), (best.epoch * 10 + 10, best.epoch),
        (best.epoch * 10 + 10, best.epoch + 1),
      ].enumerated() {
        let writer = try Self.writer("\(root)/killed-\(index)")
        let folder = writer.folder
        // Near the end the run may stop early before it dies.
        _ = try? Self.run(writer, kill: kill).run()
        let saved = try folder.checkpoint().position
        #expect(saved.step == kill.0 && saved.epoch == kill.1)
        #expect(try Self.run(writer, isResumed: true).run() == .stoppedEarly)
        #expect(try readFile(folder.modelPath) == readFile(whole.modelPath))
        #expect(try folder.checkpoint().position.best == best)
        #expect(try folder.checkpoint().model == whole.checkpoint().model)
        #expect(try Self.log(folder) == Self.log(whole))
      }
    }
  }
}
