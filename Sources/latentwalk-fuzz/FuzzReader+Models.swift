internal import Autoencoders
internal import Explorer
internal import FileFormats
internal import ImageSets

extension FuzzReader {
  /// Models and what they are saved in.
  static let models = [
    FuzzReader("safetensors", tokens: jsonTokens + tensorTokens) { input in
      let file = try SafeTensors(parsing: input)
      let again = try SafeTensors(parsing: file.fileBytes())
      precondition(again == file, "tensors changed")
      decode(try ModelSnapshot(file))
    },
    FuzzReader("onnx") { input in
      let part = ForeignPart(file: "input", try ONNXModel(parsing: input))
      decode(try ForeignModel(one: part).snapshot)
    },
    FuzzReader("pickle", tokens: ["torch._utils", "_rebuild_tensor_v2", "posix", "system"]) {
      _ = try PickledValue(parsing: $0)
    },
    FuzzReader("pytorch") { input in
      let (encoder, decoder, layers) = try StateDictionary(PyTorchFile(parsing: input).tensors)
        .parts(of: "input", layers: nil)
      decode(
        try ForeignModel(decoder: decoder, encoder: encoder, layers: layers).snapshot)
    },
    FuzzReader("model-json", tokens: jsonTokens + modelTokens) { input in
      let model = try ModelConfiguration(document: String(decoding: input, as: UTF8.self))
      try model.validate()
      guard model.isSmall else { return }
      decode(
        Autoencoder(
          model, initialization: .glorotUniform, seed: 1, capacity: 4, codesPerImage: 1,
          on: Engine()))
    },
    FuzzReader("preset-json", tokens: jsonTokens + modelTokens + presetTokens) { input in
      let preset = try Preset(parsing: input, path: "input")
      let again = try Preset(parsing: Array(preset.fileText().utf8), path: "input")
      precondition(again == preset, "a preset changed")
      for (hidden, latents) in [([3], nil), (nil, 2)] as [([Int]?, Int?)] {
        _ = try? preset.resized(hidden: hidden, latents: latents)
      }
    },
    FuzzReader("run-json", tokens: jsonTokens + modelTokens) { input in
      let run = try RunConfiguration(document: String(decoding: input, as: UTF8.self))
      try run.model.validate()
      try run.training.validate(for: run.model)
      let again = try RunConfiguration(document: run.document.text())
      precondition(again == run, "a configuration changed")
      plan(run)
    },
    FuzzReader("history", tokens: jsonTokens + tensorTokens + modelTokens) { input in
      let record = try EpochRecord(SafeTensors(parsing: input))
      decode(record.model)
      var history = EpochHistory(limit: 10_000)
      history.add(record)
    },
    FuzzReader("checkpoint", tokens: jsonTokens + tensorTokens + modelTokens) { input in
      try resume(Checkpoint(SafeTensors(parsing: input)))
    },
  ]

  /// Makes an image of a code, and a code of an image, where the model is small.
  private static func decode(_ snapshot: ModelSnapshot) {
    guard snapshot.configuration.isSmall else { return }
    decode(Autoencoder(snapshot, capacity: 4))
  }

  private static func decode(_ model: Autoencoder) {
    let configuration = model.configuration
    let zero = [Float](repeating: 0, count: configuration.latentCount)
    _ = model.images(of: [zero])
    _ = model.codes(of: images(of: configuration, count: 2))
  }

  /// Asks what a training would ask of its configuration.
  private static func plan(_ run: RunConfiguration) {
    let training = run.training
    for epoch in [0, training.epochs - 1] {
      _ = training.pretrainedLayer(epoch: epoch, of: run.model.encoder)
      _ = training.objective.scheduled(epoch: Double(epoch) + 0.5)
      _ = training.schedule.factor(step: epoch * 7 + 1, stepsPerEpoch: 7, epochs: training.epochs)
    }
    _ = training.objective.klSchedule.epochsToFullWeight
    _ = training.pretrainingEpochs(of: run.model.encoder)
    _ = training.schedule.summary
  }

  /// Goes on with a training where it can be, for two steps.
  private static func resume(_ checkpoint: Checkpoint) throws {
    let model = checkpoint.model.configuration
    guard model.isSmall else { return }
    let training = TrainingConfiguration(epochs: 9, batchSize: 2)
    let images = images(of: model, count: 6)
    let fresh = Trainer(training, of: model, images: images, on: Engine())
    let trainer = try Trainer(resuming: checkpoint, training, model: fresh.model, images: images)
    for change in trainer.position.changes {
      _ = change.summary(of: training)
    }
    _ = trainer.givenUpFor
    for _ in 0..<2 where !trainer.isFinished {
      if trainer.isEpochComplete { trainer.beginNextEpoch() }
      _ = try trainer.step()
      _ = trainer.position.average.mean
    }
  }

  private static func images(of model: ModelConfiguration, count: Int) -> LabeledImages {
    LabeledImages(
      height: model.imageHeight, width: model.imageWidth, channels: model.imageChannels,
      pixels: (0..<count * model.pixelCount).map { UInt8(truncatingIfNeeded: $0 * 37) })
  }

  static let jsonTokens = [
    "5e-324", "1e400", "-1.7e308", "1.7e308", "-1", "0", "1e-30", "9223372036854775807",
    "4294967296",
    "0.5", "null", "true", "[]", "{}", "[[[[", "\"", "\\ud800", "\\u0000", ",", ":", "1e", "NaN",
    "Infinity",
  ]

  private static let tensorTokens = [
    "\"dtype\":\"F32\"", "\"F64\"", "\"shape\":[", "\"data_offsets\":[0,", "\"__metadata__\":{",
    "latentwalk.model", "latentwalk.step", "latentwalk.position", "latentwalk.epoch",
    "latentwalk.precision", "\"dtype\":\"U8\"", "history.codes",
  ]

  private static let modelTokens = [
    "\\\"type\\\":\\\"dense\\\"", "\"type\":\"dense\"", "\"units\":", "\"type\":\"convolution\"",
    "\"kernel\":", "\"stride\":",
    "{\"type\":\"flatten\"}", "{\"type\":\"upsampling\",\"factor\":2}", "{\"type\":\"skip\"}",
    "{\"type\":\"join\",\"channels\":1}",
    "{\"type\":\"reshape\",\"height\":4,\"width\":4,\"channels\":1}",
    "\"ties_weights\":true", "\"binarization\":{\"type\":\"fixed\"}", "\"version\":2",
    "\"version\":1",
  ]
}

extension FuzzReader {
  private static let presetTokens = [
    "\"name\":\"a\"", "\"model\":{", "\"training\":{", "\"notes\":[", "\"type\":\"adam\"",
    "\"schedule\":{\"type\":\"warm_up\",\"epochs\":1}", "\"objective\":{",
    "\"latent\":{\"type\":\"gaussian\",\"dimensions\":2}", "\"encoder\":[]",
  ]
}

extension ModelConfiguration {
  /// Whether a model may be made of every input without this taking all the time there is.
  fileprivate var isSmall: Bool {
    leastParameterCount <= 1 << 16 && activationCount <= 1 << 16 && pixelCount <= 1 << 12
  }
}
