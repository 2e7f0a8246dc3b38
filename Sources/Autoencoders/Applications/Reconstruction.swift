public import ImageSets

/// A model's reconstructions of images, with its inputs and its targets.
public struct Reconstruction: Sendable {
  /// The images as the model reads them, binarized and corrupted as it was trained, or as `corruption`
  /// says.
  public let inputs: [[Float]]
  /// The images as the model should give them: clean, and binarized as it was trained.
  public let targets: [[Float]]
  /// The codes of the inputs: posterior means where the model is variational.
  public let codes: [[Float]]
  /// The mean images of the codes.
  public let outputs: [[Float]]

  /// - Parameters:
  ///   - images: images of the size the model is for.
  ///   - places: of the images that are wanted, in the order in which they are, each with the noise that
  ///     it has among all of `images`; all when nil.
  ///   - model: the model that reads them.
  ///   - corruption: what is done to the images, when not what the model was trained on.
  ///   - seed: of the noise.
  public init(
    of images: LabeledImages, at places: [Int]? = nil, by model: Autoencoder,
    corruption: Corruption? = nil, seed: UInt64
  ) {
    var configuration = model.configuration
    if let corruption { configuration.corruption = corruption }
    let chosen = places.map(images.choosing) ?? images
    let feed = ImageFeed(chosen, for: configuration, capacity: model.capacity)
    let indices = Array(0..<UInt32(chosen.count))
    var (inputs, targets): ([[Float]], [[Float]]) = ([], [])
    var (codes, outputs): ([[Float]], [[Float]]) = ([], [])
    for rows in Self.batches(places ?? Array(0..<images.count), capacity: model.capacity) {
      let batch = feed.load(
        indices[rows], seed: seed, step: UInt64.max,
        firstRow: places?[rows.lowerBound] ?? rows.lowerBound, on: model.engine)
      let encoded = model.encode(batch.input).columns(0..<configuration.latentCount)
      codes += (0..<rows.count).map(encoded.row)
      let decoded = model.decode(encoded, carryingSkips: true)
      inputs += (0..<rows.count).map(batch.input.row)
      targets += (0..<rows.count).map(batch.target.row)
      outputs += (0..<rows.count).map(decoded.row)
    }
    (self.inputs, self.targets, self.codes, self.outputs) = (inputs, targets, codes, outputs)
  }

  /// Cuts places into ranges of no more than `capacity`, in each of which they count up by one.
  private static func batches(_ places: [Int], capacity: Int) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    for (index, place) in places.enumerated() {
      if let last = batches.last, last.count < capacity, place == places[index - 1] + 1 {
        batches[batches.count - 1] = last.lowerBound..<index + 1
      } else {
        batches.append(index..<index + 1)
      }
    }
    return batches
  }

  /// Σ (output - target)² of each image, over its pixels.
  public var squaredErrors: [Double] { zip(outputs, targets).map(Self.squaredDistance) }

  /// Σ (input - target)² of each image, over its pixels: what a denoiser is to take away.
  public var inputSquaredErrors: [Double] { zip(inputs, targets).map(Self.squaredDistance) }

  private static func squaredDistance(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { sum, pair in
      let difference = Double(pair.0) - Double(pair.1)
      return sum + difference * difference
    }
  }
}
