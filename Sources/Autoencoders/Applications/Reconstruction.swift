public import ImageSets

/// A model's reconstructions of images, with its inputs and its targets.
public struct Reconstruction: Sendable {
  /// The images as the model reads them, binarized and corrupted as it was trained, or as `corruption`
  /// says.
  public let inputs: [[Float]]
  /// The images as the model should give them: clean, and binarized as it was trained.
  public let targets: [[Float]]
  /// The mean images of the posterior means, or of the codes.
  public let outputs: [[Float]]

  /// - Parameters:
  ///   - images: images of the size the model is for.
  ///   - model: the model that reads them.
  ///   - corruption: what is done to the images, when not what the model was trained on.
  ///   - seed: of the noise.
  public init(
    of images: LabeledImages, by model: Autoencoder, corruption: Corruption? = nil, seed: UInt64
  ) {
    var configuration = model.configuration
    if let corruption { configuration.corruption = corruption }
    let feed = ImageFeed(images, for: configuration, capacity: model.capacity)
    let indices = Array(0..<UInt32(images.count))
    var (inputs, targets, outputs): ([[Float]], [[Float]], [[Float]]) = ([], [], [])
    for start in stride(from: 0, to: images.count, by: model.capacity) {
      let rows = start..<min(start + model.capacity, images.count)
      let batch = feed.load(
        indices[rows], seed: seed, step: UInt64.max, firstRow: start, on: model.engine)
      let codes = model.encode(batch.input).columns(0..<configuration.latentCount)
      let decoded = model.decode(codes, carryingSkips: true)
      inputs += (0..<rows.count).map(batch.input.row)
      targets += (0..<rows.count).map(batch.target.row)
      outputs += (0..<rows.count).map(decoded.row)
    }
    (self.inputs, self.targets, self.outputs) = (inputs, targets, outputs)
  }
}
