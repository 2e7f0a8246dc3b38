import Autoencoders
import Datasets
import FileFormats
import TestSupport
import Testing

struct CheckpointTests {
  /// A run that is stopped anywhere, written, read and resumed ends with the bits of an unbroken one.
  @Test(arguments: ["vae", "vae-keras", "simple"], [1, 11, 17])
  func resumingChangesNoBit(preset: String, stop: Int) throws {
    let preset = try #require(Preset.named(preset))
    let unbroken = SmallRun.trainer(preset)
    let evaluator = SmallRun.evaluator(preset)
    try TrainingRun(unbroken, evaluator: evaluator).run()

    let first = SmallRun.trainer(preset)
    for _ in 0..<stop {
      _ = try first.step()
      if first.isEpochComplete { first.beginNextEpoch() }
    }
    let bytes = try Checkpoint(of: first).safeTensors().fileBytes()
    let checkpoint = try Checkpoint(SafeTensors(parsing: bytes))
    #expect(checkpoint == Checkpoint(of: first))
    let second = try Trainer(
      resuming: checkpoint, SmallRun.configuration(preset),
      model: Autoencoder(preset.model, capacity: 200, on: makeEngine()), images: SmallRun.data.train
    )
    try TrainingRun(second, evaluator: evaluator).run()
    #expect(second.model.parameters.floats == unbroken.model.parameters.floats)
    #expect(second.position.step == unbroken.position.step)
  }

  /// The steps that the log has no line of yet, which files of earlier versions do not tell.
  @Test func keepsTheLineThatIsNotFull() throws {
    let trainer = SmallRun.trainer(Preset.all[0])
    var line = StepLosses(try trainer.step().loss)
    line.add(StepLosses(try trainer.step().loss))
    let checkpoint = Checkpoint(of: trainer, line: line)
    var file = try SafeTensors(parsing: try checkpoint.safeTensors().fileBytes())
    #expect(try Checkpoint(file) == checkpoint && checkpoint.line?.steps == 2)
    file.metadata["latentwalk.line"] = nil
    #expect(try Checkpoint(file) == Checkpoint(of: trainer))
    file.metadata["latentwalk.line"] = "{"
    #expect(throws: ModelFileError.self) { try Checkpoint(file) }
  }

  /// A checkpoint may fall between the last step of an epoch and its end.
  @Test func resumesBeforeAnEpochsEnd() throws {
    let preset = Preset.all[0]
    let trainer = SmallRun.trainer(preset)
    let evaluator = SmallRun.evaluator(preset)
    for _ in 0..<11 { _ = try trainer.step() }
    #expect(trainer.isEpochComplete)
    let resumed = try Trainer(
      resuming: Checkpoint(of: trainer), SmallRun.configuration(preset),
      model: Autoencoder(preset.model, capacity: 200, on: makeEngine()), images: SmallRun.data.train
    )
    try TrainingRun(resumed, evaluator: evaluator).run()
    let unbroken = SmallRun.trainer(preset)
    try TrainingRun(unbroken, evaluator: evaluator).run()
    #expect(resumed.model.parameters.floats == unbroken.model.parameters.floats)
    #expect(resumed.position.step == 33)
  }

  @Test func aCheckpointOfAnotherOptimizerIsRefused() throws {
    let preset = Preset.all[0]
    let trainer = SmallRun.trainer(preset)
    _ = try trainer.step()
    var training = SmallRun.configuration(preset)
    training.optimizer = .sgd(rate: 0.1, momentum: 0.9)
    let checkpoint = Checkpoint(of: trainer)
    #expect(throws: ModelFileError.missingTensor("optimizer.velocity")) {
      try Trainer(
        resuming: checkpoint, training,
        model: Autoencoder(preset.model, capacity: 200, on: makeEngine()),
        images: SmallRun.data.train)
    }
  }

  @Test func aCheckpointOfAnotherModelIsRefused() throws {
    let checkpoint = Checkpoint(of: SmallRun.trainer(Preset.all[0]))
    let other = try #require(Preset.named("deep"))
    #expect(throws: ModelFileError.otherModel) {
      try Trainer(
        resuming: checkpoint, SmallRun.configuration(other),
        model: Autoencoder(other.model, capacity: 200, on: makeEngine()),
        images: SmallRun.data.train)
    }
  }

  /// An epoch of 1000 images has eleven batches of up to 96.
  @Test(arguments: [
    (0, 0, 0, true), (0, 11, 11, true), (2, 3, 25, true), (0, 12, 12, false), (0, -1, -1, false),
    (2, 3, 24, false), (-1, 0, -11, false), (Int.max, 0, 0, false), (0, 0, Int.max, false),
  ])
  func aPositionThatCannotBeIsRefused(
    epoch: Int, batch: Int, step: Int, isPossible: Bool
  ) throws {
    let preset = Preset.all[0]
    let trainer = SmallRun.trainer(preset)
    #expect(trainer.stepsPerEpoch == 11)
    trainer.position.epoch = epoch
    trainer.position.batch = batch
    trainer.position.step = step
    if isPossible {
      let loss = LossTerms(reconstruction: 1, kl: 0, klWeight: 0)
      trainer.position.average.add(loss, images: min(batch * 96, 1000))
    }
    let checkpoint = Checkpoint(of: trainer)
    func resume() throws(ModelFileError) -> Trainer {
      try Trainer(
        resuming: checkpoint, SmallRun.configuration(preset),
        model: Autoencoder(preset.model, capacity: 200, on: makeEngine()),
        images: SmallRun.data.train)
    }
    if isPossible {
      #expect(try resume().position == trainer.position)
    } else {
      #expect(throws: ModelFileError.impossiblePosition(trainer.position)) { try resume() }
    }
  }
}

struct ModelFileTests {
  static let snapshot = Autoencoder(
    Preset.all[0].model, initialization: .heUniform, seed: 3, capacity: 1, on: makeEngine()
  ).snapshot(step: 12)

  @Test func comesBack() throws {
    let bytes = try Self.snapshot.safeTensors().fileBytes()
    let read = try ModelSnapshot(SafeTensors(parsing: bytes))
    #expect(read == Self.snapshot)
    #expect(try read.safeTensors().fileBytes() == bytes)
  }

  /// The names and shapes that PyTorch's `nn.Sequential` gives the same model.
  @Test func hasPyTorchNamesAndShapes() throws {
    let shapes = try Self.snapshot.safeTensors().tensors.mapValues(\.shape)
    #expect(
      shapes == [
        "encoder.0.weight": [256, 784], "encoder.0.bias": [256], "mean.weight": [2, 256],
        "mean.bias": [2], "log_variance.weight": [2, 256], "log_variance.bias": [2],
        "decoder.0.weight": [256, 2], "decoder.0.bias": [256], "decoder.2.weight": [784, 256],
        "decoder.2.bias": [784],
      ])
  }

  private func fails(_ error: ModelFileError, _ change: (inout SafeTensors) -> Void) throws {
    var file = try Self.snapshot.safeTensors()
    change(&file)
    #expect(throws: error) { try ModelSnapshot(file) }
  }

  @Test func refusesWhatIsNoModel() throws {
    try fails(.noConfiguration) { $0.metadata = [:] }
    try fails(.metadata(key: "latentwalk.model", .json(.empty))) {
      $0.metadata["latentwalk.model"] = ""
    }
    try fails(.metadata(key: "latentwalk.model", .missingKey(path: "image_height"))) {
      $0.metadata["latentwalk.model"] = "{}"
    }
    try fails(.metadata(key: "latentwalk.step", .outOfRange(path: "", found: "many"))) {
      $0.metadata["latentwalk.step"] = "many"
    }
    try fails(.unknownMetadata(key: "latentwalk.teacher")) {
      $0.metadata["latentwalk.teacher"] = "{}"
    }
    try fails(.missingTensor("mean.bias")) { $0.tensors["mean.bias"] = nil }
    try fails(.unexpectedTensor("extra")) {
      $0.tensors["extra"] = SafeTensors.Tensor([1], shape: [1])
    }
    try fails(.wrongShape(tensor: "mean.bias", expected: [2], found: [1, 2])) {
      $0.tensors["mean.bias"] = SafeTensors.Tensor([1, 2], shape: [1, 2])
    }
    try fails(.wrongElement(tensor: "mean.bias", found: "I16")) {
      $0.tensors["mean.bias"] = SafeTensors.Tensor(element: "I16", shape: [2], bytes: [0, 0, 0, 0])
    }
    try fails(.notFinite(tensor: "mean.bias")) {
      $0.tensors["mean.bias"] = SafeTensors.Tensor([.nan, 0], shape: [2])
    }
    try fails(.invalidConfiguration(.decoderOutput(expected: 784, found: 256))) {
      $0.metadata["latentwalk.model"] = $0.metadata["latentwalk.model"]?
        .replacing(#",{"activation":"identity","type":"dense","units":784}"#, with: "")
    }
  }
  /// Notes of other programs come back; the tensors' layout is always PyTorch's.
  @Test func keepsMetadataOfOtherPrograms() throws {
    var file = try Self.snapshot.safeTensors()
    file.metadata["license"] = "CC0"
    file.metadata["format"] = "np"
    let read = try ModelSnapshot(file)
    #expect(read.foreignMetadata == ["license": "CC0"])
    file.metadata["format"] = "pt"
    #expect(try read.safeTensors() == file)
  }

  @Test func aNumberWithoutJSONFormIsRefused() {
    var model = Self.snapshot.configuration
    model.likelihood = .gaussian(standardDeviation: .infinity)
    let snapshot = ModelSnapshot(
      configuration: model, parameters: Self.snapshot.parameters, step: 0)
    #expect(
      throws: ModelFileError.metadata(
        key: "latentwalk.model",
        .json(.notFinite(path: "likelihood.standard_deviation")))
    ) { try snapshot.safeTensors() }
  }
}
