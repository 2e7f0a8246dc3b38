import Autoencoders
import Datasets
import TestSupport
import Testing

/// Training in shards, alone and with other processes, which are threads here.
struct ShardedTrainingTests {
  /// A posterior that is standardized, slices of a batch, several codes of an image, persistent chains with the
  /// weights of one layer for two, layers one after another, and noise on the input.
  static let presets = ["vae", "conv", "iwae-5", "rbm", "stacked", "denoise", "vae-keras-2017"]

  /// Batches of 90 images, which no number of shards divides, and a last one of 10.
  private static func trainer(
    _ name: String, shards: Int, threads: Int = 1, batchSize: Int = 90
  ) throws -> Trainer {
    let preset = try #require(Preset.named(name))
    var training = SmallRun.configuration(preset)
    training.batchSize = batchSize
    training.shards = shards
    let model = Autoencoder(
      preset.model, initialization: training.initialization, seed: training.seed,
      capacity: preset.model.capacity(for: 100), codesPerImage: training.objective.bound.samples,
      on: makeEngine(threads: threads))
    return Trainer(training, model: model, images: SmallRun.data.train)
  }

  /// What training came to: every number of a checkpoint, and the losses on the way.
  private struct Outcome: Equatable {
    let state: Checkpoint
    let losses: [LossTerms]
  }

  private static func take(_ steps: Int, _ trainer: Trainer) throws -> Outcome {
    let losses = try (0..<steps).map { _ in
      if trainer.isEpochComplete { trainer.beginNextEpoch() }
      return try trainer.step().loss
    }
    return Outcome(state: Checkpoint(of: trainer), losses: losses)
  }

  @Test(.mustEnd, arguments: presets)
  func processesAndThreadsDoNotChangeABit(preset: String) throws {
    // One epoch, and the next one's first step.
    let expected = try Self.take(13, Self.trainer(preset, shards: 4))
    for (processes, threads) in [(1, 2), (2, 1), (2, 2), (4, 1)] {
      let trainer = try Self.trainer(preset, shards: 4, threads: threads)
      let found = try ThreadGroup.run(processes) { team in
        if processes > 1 { trainer.share(with: team) }
        return try Self.take(13, trainer)
      }
      #expect(found == expected, "\(processes) processes of \(threads) threads")
    }
  }

  /// Shards see the noise of the whole batch: what differs is rounding, here of the first step's gradient.
  @Test(arguments: presets, [2, 4, 8])
  func shardsAddUpToTheBatch(preset: String, shards: Int) throws {
    let (whole, cut) = (
      try Self.trainer(preset, shards: 1), try Self.trainer(preset, shards: shards)
    )
    let losses = (try whole.step().loss, try cut.step().loss)
    #expect(abs(losses.0.total - losses.1.total) < 1e-6 * abs(losses.0.total))
    let (a, b) = (whole.model.gradients.floats, cut.model.gradients.floats)
    let size = a.reduce(0) { $0 + Double($1 * $1) }
    let difference = zip(a, b).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
    #expect(size > 0 && difference < 1e-9 * size, "\((difference / size).squareRoot())")
  }

  /// More shards than images: some have none.
  @Test(.mustEnd, arguments: ["vae", "rbm"])
  func emptyShardsAddNothing(preset: String) throws {
    let expected = try Self.take(3, Self.trainer(preset, shards: 8, batchSize: 5))
    let found = try ThreadGroup.run(4) { team in
      let trainer = try Self.trainer(preset, shards: 8, batchSize: 5)
      trainer.share(with: team)
      return try Self.take(3, trainer)
    }
    #expect(found == expected && found.losses.allSatisfy(\.isFinite))
  }

  @Test(.mustEnd, arguments: ["vae", "rbm"])
  func aRunGoesOnWithAnyNumberOfProcesses(preset: String) throws {
    let expected = try Self.take(15, Self.trainer(preset, shards: 4))
    let first = try ThreadGroup.run(4) { team in
      let trainer = try Self.trainer(preset, shards: 4)
      trainer.share(with: team)
      return try Self.take(7, trainer)
    }
    let found = try ThreadGroup.run(2) { team in
      let trainer = try Self.trainer(preset, shards: 4)
      trainer.adopt(first.state)
      trainer.share(with: team)
      return try Self.take(8, trainer)
    }
    #expect(found.state == expected.state)
    #expect(first.losses + found.losses == expected.losses)
  }

  /// What a person changes, and a return to an earlier state, reach the other processes.
  @Test(.mustEnd) func changesOfCourseAreShared() throws {
    func train(_ trainer: Trainer) throws -> Outcome {
      let sound = try Self.take(4, trainer).state
      #expect(trainer.intervene(.rateFactor(0.5)))
      _ = try Self.take(3, trainer)
      let divergence = Divergence(
        step: trainer.position.step, epoch: trainer.epoch, quantity: .loss)
      trainer.goBack(to: sound, from: divergence)
      return try Self.take(4, trainer)
    }
    let expected = try train(Self.trainer("vae", shards: 2))
    let found = try ThreadGroup.run(2) { team in
      let trainer = try Self.trainer("vae", shards: 2)
      trainer.share(with: team)
      return try train(trainer)
    }
    #expect(found == expected)
  }

  /// The others have one model at a time; a second is trained alone, and comes to the same.
  @Test(.mustEnd) func aSecondModelIsTrainedAlone() throws {
    let expected = try Self.take(2, Self.trainer("vae", shards: 2))
    try ThreadGroup.run(2) { team in
      let first = try Self.trainer("vae", shards: 2)
      first.share(with: team)
      let second = try Self.trainer("vae", shards: 2)
      second.share(with: team)
      #expect(second.lead == nil && first.lead != nil)
      let found = (try Self.take(2, second), try Self.take(2, first))
      #expect(found.0 == expected && found.1 == expected)
    }
  }

  @Test func processesThatCannotShareABatchAreRefused() throws {
    let team = TrainingTeam(ThreadGroup.groups(of: 4)[0])
    try team.check(shards: 4)
    try team.check(shards: 8)
    #expect(throws: TrainingConfigurationError.processes(4, shards: 2)) {
      try team.check(shards: 2)
    }
    #expect(throws: TrainingConfigurationError.processes(3, shards: 3)) {
      try TrainingTeam(ThreadGroup.groups(of: 3)[0]).check(shards: 3)
    }
  }

  @Test(arguments: [("vae-free-bits", BatchMean.divergence), ("sparse-kl", .activation)])
  func meansOverABatchAreNotCut(preset: String, mean: BatchMean) throws {
    var preset = try #require(Preset.named(preset))
    try preset.training.validate(for: preset.model)
    preset.training.shards = 2
    #expect(throws: TrainingConfigurationError.shardsOfBatchMean(mean)) {
      try preset.training.validate(for: preset.model)
    }
  }
}
