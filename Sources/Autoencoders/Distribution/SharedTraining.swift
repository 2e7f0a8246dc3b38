internal import FileFormats
internal import ImageSets

/// All that a trainer is made of, on its way to another process.
struct SharedTraining {
  let model: ModelConfiguration
  let training: TrainingConfiguration
  let images: LabeledImages
  let resources: Resources

  /// What a trainer works with.
  struct Resources: Equatable {
    /// The kernels, which decide the last bits.
    var kernels: String
    /// Threads of each process.
    var threads: Int
    /// Images that the model works on at a time.
    var capacity: Int
  }

  private static let pixelsKey = "pixels"
  private static let trainingKey = "training"
  private static let resourcesKey = "resources"

  init(of trainer: Trainer) {
    (model, training, images) = (
      trainer.model.configuration, trainer.configuration, trainer.images
    )
    let engine = trainer.model.engine
    resources = Resources(
      kernels: engine.kernelName, threads: engine.threads, capacity: trainer.model.capacity)
  }

  init(_ file: SafeTensors) throws {
    func json(_ key: String) throws -> JSONValue {
      guard let text = file.metadata[key] else {
        throw ModelFileError.metadata(key: key, .missingKey(path: ""))
      }
      return try JSONValue(ofMetadata: text)
    }
    guard let pixels = file.tensors[Self.pixelsKey], pixels.shape.count == 4 else {
      throw ModelFileError.missingTensor(Self.pixelsKey)
    }
    model = try ModelConfiguration(document: json(MetadataKey.model))
    training = try TrainingConfiguration(json(Self.trainingKey), at: Self.trainingKey)
    resources = try Resources(json(Self.resourcesKey), at: Self.resourcesKey)
    images = LabeledImages(
      height: pixels.shape[1], width: pixels.shape[2], channels: pixels.shape[3],
      pixels: pixels.bytes)
  }

  func file() throws -> SafeTensors {
    let shape = [images.count, images.height, images.width, images.channels]
    return SafeTensors(
      tensors: [
        Self.pixelsKey: SafeTensors.Tensor(element: "U8", shape: shape, bytes: images.pixels)
      ],
      metadata: [
        MetadataKey.model: try model.documentText(),
        Self.trainingKey: try training.json.text(), Self.resourcesKey: try resources.json.text(),
      ])
  }

  /// A trainer like that of the first process.
  ///
  /// - Throws: `EngineError` where this processor cannot run the kernels.
  func trainer(in group: any ProcessGroup) throws -> Trainer {
    let engine = try Engine(threads: resources.threads, kernels: resources.kernels)
    let model = Autoencoder(
      model, capacity: resources.capacity, codesPerImage: training.objective.bound.samples,
      on: engine)
    let trainer = Trainer(training, model: model, images: images)
    trainer.deal(to: group)
    return trainer
  }
}

extension SharedTraining.Resources: JSONRecord {
  static let blank = SharedTraining.Resources(kernels: "", threads: 1, capacity: 1)
  static let fields: [JSONField<SharedTraining.Resources>] = [
    JSONField("kernels", \.kernels),
    JSONField("threads", \.threads, .count),
    JSONField("capacity", \.capacity, .count),
  ]
}
