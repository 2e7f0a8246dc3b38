public import ImageSets

/// The codes that a model gives training and test images: posterior means where it is variational, of the
/// images as they are, without a denoiser's noise.
public struct CodedDataset {
  private let labels: (train: [UInt8], test: [UInt8])
  private let dimensions: Int
  private let engine: Engine
  private let train: [Float]
  private let test: [Float]

  /// Encodes all images of both sets.
  public init(train: LabeledImages, test: LabeledImages, by model: Autoencoder) {
    labels = (train.labels, test.labels)
    dimensions = model.configuration.latentCount
    engine = model.engine
    self.train = model.codes(of: train)
    self.test = model.codes(of: test)
  }

  /// The share of test images whose class is that of most of their `count` nearest training codes.
  ///
  /// - Parameters:
  ///   - count: how many neighbors vote.
  ///   - progress: told how much is done, from 0 to 1.
  public func neighborAccuracy(
    count: Int, progress: (Double) -> Void = { _ in }
  ) -> Double {
    NearestNeighbors(codes: train, labels: labels.train, dimensions: dimensions)
      .accuracy(test, labels: labels.test, count: count, on: engine, progress: progress)
  }

  /// The share of test images whose class a linear probe of the training codes finds.
  ///
  /// - Parameter progress: told how much is done, from 0 to 1.
  public func probeAccuracy(progress: (Double) -> Void = { _ in }) -> Double {
    LinearProbe(
      codes: train, labels: labels.train, dimensions: dimensions, on: engine, progress: progress
    ).accuracy(test, labels: labels.test, on: engine)
  }
}

extension Autoencoder {
  /// The posterior means, or deterministic codes, of all images, row after row.
  public func codes(of images: LabeledImages) -> [Float] {
    Evaluator(images: images, model: configuration, capacity: capacity).codes(self)
  }
}
