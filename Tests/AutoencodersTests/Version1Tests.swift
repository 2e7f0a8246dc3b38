import Autoencoders
import FileFormats
import Foundation
import ImageSets
import TestSupport
import Testing

/// Files of version 1, written by the program before it had a form of its own. `Fixtures/version-1` has
/// what `presets --json` printed, `config.json` of runs with various options, and a whole run: one epoch of
/// the preset `conv` with the portable kernels,
///
///     train --preset conv --epochs 1 --batch-size 16 --validation 24 --patience 5 --seed 7
///
/// on the images of `images` below, written as IDX files; then the model after `--resume --epochs 2`. The
/// paths of data sets are made `/data`.
struct Version1Tests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/version-1").path

  private static func lines(_ name: String) throws -> [String] {
    String(decoding: try readFile("\(folder)/\(name)"), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  /// Pixel p of image i is (31 i + 7 p + 5 (i p mod 13)) mod 256.
  private static let images = LabeledImages(
    height: 28, width: 28,
    pixels: (0..<104).flatMap { image in
      (0..<784).map { pixel -> UInt8 in
        let value: Int = image * 31 + pixel * 7 + image * pixel % 13 * 5
        return UInt8(value % 256)
      }
    }, labels: (0..<104).map { UInt8($0 % 10) })

  /// Every preset there was, under its present name, is what it was.
  @Test func presetsAreWhatTheyWere() throws {
    let lines = try Self.lines("presets.jsonl")
    #expect(lines.count == 50)
    for line in lines {
      guard case .object(var fields) = try JSONValue(parsing: line),
        case .string(let name) = fields.removeValue(forKey: "name"),
        let model = fields["model"], let training = fields["training"]
      else {
        Issue.record("\(line)")
        return
      }
      let preset = try #require(Preset.named(name))
      #expect(try ModelConfiguration(document: model.text()) == preset.model, "\(name)")
      let upgraded = Version1.run.upgraded(.object(["training": training]))
      guard case .object(let run) = upgraded, let new = run["training"] else {
        Issue.record("\(upgraded)")
        return
      }
      #expect(try TrainingConfiguration(new, at: "") == preset.training, "\(name)")
    }
  }

  @Test func runsWithOptionsAreRead() throws {
    let runs = try Self.lines("runs.jsonl").map { try RunConfiguration(document: $0) }
    #expect(runs.map(\.preset) == ["vae", "simple", "deep", "stacked", "iwae-5"])
    #expect(runs.map(\.kernels) == Array(repeating: "portable", count: 5))
    #expect(runs[0].dataset.classes == [0, 1, 2, 3, 4] && runs[1].dataset.classes == nil)
    #expect(
      runs[1].dataset
        == DatasetReference(
          name: "formula", source: "/data/formula", trainImages: 104, testImages: 40,
          fingerprint: 762_818_328))
    #expect(runs[0].training.seed == .max && runs[0].training.optimizer.rate == 0.1)
    #expect(runs[0].training.validationImages == 24)
    #expect(
      runs[0].training.earlyStopping == EarlyStopping(patience: 3, leastImprovement: 0.25))
    #expect(runs[0].training.objective.klConstraint == .freeBits(nats: 0.3))
    #expect(runs[0].training.objective.klSchedule == .warmUp(epochs: 3))
    #expect(runs[0].model.binarization == .dynamic && runs[2].model.binarization == .threshold)
    #expect(runs[1].model.corruption == .saltAndPepper(share: 0.1))
    #expect(
      runs[1].training.optimizer
        == .rmsprop(RMSprop.Constants(decay: 0.99, epsilon: 1e-8, isCentered: true)))
    #expect(
      runs[1].training.schedule == .warmUp(epochs: 2, next: .step(epochs: 3, factor: 0.7)))
    #expect(
      runs[2].training.optimizer == .sgd(rate: 0.01, momentum: 0.9, isNesterov: true))
    #expect(
      runs[3].training.pretraining == Preset.named("stacked")?.training.pretraining)
    #expect(
      runs[4].training.objective.bound
        == .importanceWeighted(samples: 5, estimator: .doublyReparameterized))
    for run in runs {
      try run.model.validate()
      try run.training.validate(for: run.model)
    }
  }

  /// The weights are the tensors' bytes, and do not change when the file is written anew.
  @Test func aModelIsReadAndWrittenAnew() throws {
    let path = "\(Self.folder)/run/model.safetensors"
    let old = try SafeTensors(parsing: readFile(path))
    let model = try ModelSnapshot(contentsOf: path)
    #expect(model.configuration == Preset.named("conv")?.model && model.step == 5)
    let new = try model.safeTensors()
    #expect(new.tensors == old.tensors && new.metadata != old.metadata)
    #expect(try ModelSnapshot(new) == model)
  }

  @Test func aLogIsRead() throws {
    let run = try RunFolder.open("\(Self.folder)/run")
    let log = try run.metrics()
    #expect(log.damagedLines == [] && log.lines.count == 7)
    #expect(log.lines.map(\.split) == Array(repeating: .train, count: 5) + [.validation, .test])
    #expect(log.lines[5].total == 543.402_338_663_736_9)
    #expect(log.lines[0].losses.least.negativeELBO == log.lines[0].total)
    #expect(log.lines[0].losses.least.total == nil)
  }

  /// A run that was stopped after an epoch under the old form ends with the old program's bits, where layers are the
  /// old program's too.
  @Test func aRunIsResumed() throws {
    let run = try RunFolder.open("\(Self.folder)/run")
    var training = run.configuration.training
    #expect(training.epochs == 1)
    training.epochs = 2
    let engine = makeEngine("portable")
    engine.mergesLayers = false
    let model = Autoencoder(run.configuration.model, capacity: 32, on: engine)
    let checkpoint = try run.checkpoint()
    #expect(checkpoint.position.best == BestEpoch(epoch: 1, loss: 543.402_338_663_736_9))
    let trainer = try Trainer(
      resuming: checkpoint, training, model: model, images: Self.images.holdingOut(24).rest)
    try trainer.finish()
    let expected = try ModelSnapshot(contentsOf: "\(Self.folder)/resumed.safetensors")
    #expect(trainer.model.snapshot(step: trainer.position.step) == expected)
  }

  @Test func unknownKeysOfTheOldFormAreNamed() throws {
    let text =
      #"{"imageHeight":28,"imageWidth":28,"encoder":[],"latent":{"gaussian":{"dimensions":2,"rank":1}},"#
      + #""decoder":[],"likelihood":{"bernoulli":{}}}"#
    #expect(throws: MetadataError.unknownKey(path: "latent.rank", known: ["type", "dimensions"])) {
      try ModelConfiguration(document: text)
    }
    let other = text.replacing("gaussian", with: "laplace")
    #expect(
      throws: MetadataError.unknownWord(
        path: "latent.type", found: "laplace", known: Latent.kinds.map(\.word))
    ) { try ModelConfiguration(document: other) }
  }
}
