import Autoencoders
import Datasets
import FileFormats
import TestSupport
import Testing

/// A small run on drawn digits.
struct SmallRun {
  static let data = Dataset.digits(seed: 0, train: 1_000, test: 200)

  static func configuration(_ preset: Preset, epochs: Int = 3) -> TrainingConfiguration {
    var training = preset.training
    training.epochs = epochs
    training.batchSize = 96
    training.seed = 5
    return training
  }

  static func trainer(
    _ preset: Preset, epochs: Int = 3, threads: Int = 1, kernels: String? = nil,
    mergesLayers: Bool = true
  ) -> Trainer {
    let training = configuration(preset, epochs: epochs)
    let engine = makeEngine(kernels, threads: threads)
    engine.mergesLayers = mergesLayers
    let model = Autoencoder(
      preset.model, initialization: training.initialization, seed: training.seed, capacity: 200,
      codesPerImage: training.objective.bound.samples, on: engine)
    return Trainer(training, model: model, images: data.train)
  }

  static func evaluator(_ preset: Preset) -> Evaluator {
    Evaluator(images: data.test, model: preset.model, capacity: 200)
  }
}

struct TrainerTests {
  /// All but those that train one layer after another, which have tests of their own.
  @Test(arguments: Preset.all.filter { $0.training.pretraining == nil }.map(\.name))
  func theLossFalls(preset: String) throws {
    guard let preset = Preset.named(preset) else { return }
    let trainer = SmallRun.trainer(preset)
    let evaluator = SmallRun.evaluator(preset)
    let before = evaluator.evaluate(trainer.model, seed: 0).loss
    try TrainingRun(trainer, evaluator: evaluator).run()
    let after = evaluator.evaluate(trainer.model, seed: 0).loss
    // Adadelta's first steps are as small as the root of its epsilon, a thousandth of that with the rate of
    // later versions, and sigmoid units leave one half slowly.
    let isSlow = preset.training.optimizer.name == "Adadelta" || preset.name == "sparse-kl"
    let share = preset.name == "simple-adadelta-rate" ? 0.99999 : isSlow ? 0.99 : 0.6
    // A density of gray pixels may be above one; its loss has no zero to be a share of.
    let bound =
      preset.model.likelihood == .bernoulli ? share * before.total : before.total - 200
    #expect(after.total < bound, "\(before.total) to \(after.total)")
    #expect(trainer.position.step == 33 && trainer.isFinished)
  }

  @Test(.mustEnd, arguments: ["vae", "denoise"])
  func threadsDoNotChangeABit(preset: String) throws {
    let preset = try #require(Preset.named(preset))
    let results = try [1, 2, 3, 4].map { threads in
      let trainer = SmallRun.trainer(preset, epochs: 1, threads: threads)
      try TrainingRun(trainer, evaluator: SmallRun.evaluator(preset)).run()
      return trainer.model.parameters.floats
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }

  /// Different instruction sets round differently, and training magnifies it; after 100 steps of Adam
  /// the loss is within a thousandth and weights within a hundredth of their usual size.
  @Test(.enabled(if: !nativeKernels.isEmpty), arguments: ["vae", "deep", "conv"])
  func kernelsAgreeWithThePortableOnes(preset: String) throws {
    let preset = try #require(Preset.named(preset))
    let results = try (["portable"] + nativeKernels).map { name in
      let trainer = SmallRun.trainer(preset, epochs: 10, kernels: name)
      for _ in 0..<100 {
        _ = try trainer.step()
        if trainer.isEpochComplete { trainer.beginNextEpoch() }
      }
      let loss = SmallRun.evaluator(preset).evaluate(trainer.model, seed: 0).loss.total
      return (loss: loss, weights: trainer.model.parameters.floats.map(Double.init))
    }
    let square = { (values: [Double]) in values.reduce(0) { $0 + $1 * $1 } }
    let portable = results[0]
    for (kernels, native) in zip(nativeKernels, results.dropFirst()) {
      #expect(
        abs(portable.loss - native.loss) < 1e-3 * portable.loss,
        "\(kernels): \(portable.loss) and \(native.loss)")
      let difference = square(zip(portable.weights, native.weights).map { $0 - $1 })
      let relative = (difference / square(portable.weights)).squareRoot()
      #expect(relative < 1e-2, "\(kernels): weights differ by \(relative) of their size")
    }
  }

  @Test func anEpochVisitsEveryImageOnce() {
    let order = EpochOrder(images: 1_003, batchSize: 100, seed: 4, epoch: 2)
    let visited = (0..<order.batchCount).flatMap { Array(order.batch($0)) }
    #expect(order.batchCount == 11)
    #expect(order.batch(10).count == 3)
    #expect(visited.sorted() == Array(0..<1_003))
    #expect(visited != visited.sorted())
    let next = EpochOrder(images: 1_003, batchSize: 100, seed: 4, epoch: 3)
    #expect((0..<11).flatMap { Array(next.batch($0)) } != visited)
  }

  @Test func aLossThatIsNoNumberStopsTraining() {
    var preset = Preset.all[0]
    preset.training.optimizer = .sgd(rate: 1e30)
    let trainer = SmallRun.trainer(preset)
    #expect(throws: DivergenceError.self) {
      try TrainingRun(trainer, evaluator: SmallRun.evaluator(preset)).run()
    }
  }

  /// A model that ignores its code stays near 205.8 nats, the cross-entropy of MNIST's mean image; one
  /// that uses two latents passes 170 in its second epoch.
  @Test(.mustEnd, .enabled(if: RealData.isPresent, Comment(rawValue: RealData.reason)))
  func learnsMNIST() throws {
    let dataset = try Dataset.mnist(in: RealData.folder ?? "")
    var preset = Preset.all[0]
    preset.training.epochs = 3
    let model = Autoencoder(
      preset.model, initialization: preset.training.initialization, seed: 1, capacity: 500,
      on: makeEngine(threads: 2))
    let evaluator = Evaluator(images: dataset.test, model: preset.model, capacity: 500)
    try TrainingRun(
      Trainer(preset.training, model: model, images: dataset.train), evaluator: evaluator
    ).run()
    let evaluation = evaluator.evaluate(model, seed: 0)
    #expect(evaluation.loss.negativeELBO < 170)
    #expect(evaluation.loss.reconstruction > 45.53, "below the floor of MNIST's gray pixels")
  }
}
