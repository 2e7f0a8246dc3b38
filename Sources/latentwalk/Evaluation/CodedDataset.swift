internal import Autoencoders
internal import Datasets
internal import ImageSets

/// The codes that a model gives training and test images: posterior means where it is variational, of the
/// images as they are, without a denoiser's noise.
struct CodedDataset {
  private let dataset: Dataset
  private let dimensions: Int
  private let engine: Engine
  private let train: [Float]
  private let test: [Float]

  init(_ dataset: Dataset, by model: Autoencoder) {
    self.dataset = dataset
    dimensions = model.configuration.latentCount
    engine = model.engine
    train = model.codes(of: dataset.train)
    test = model.codes(of: dataset.test)
  }

  /// How often most of the `count` nearest training codes are of a test image's class.
  func neighborAccuracy(count: Int) -> Double {
    withProgress("nearest neighbors") { progress in
      NearestNeighbors(codes: train, labels: dataset.train.labels, dimensions: dimensions)
        .accuracy(
          test, labels: dataset.test.labels, count: count, on: engine, progress: progress)
    }
  }

  /// How often a linear probe of the training codes tells a test image's class.
  func probeAccuracy() -> Double {
    withProgress("linear probe") { progress in
      LinearProbe(
        codes: train, labels: dataset.train.labels, dimensions: dimensions, on: engine,
        progress: progress
      ).accuracy(test, labels: dataset.test.labels, on: engine)
    }
  }
}

extension Autoencoder {
  /// The posterior means, or codes, of all images, row after row.
  func codes(of images: LabeledImages) -> [Float] {
    Evaluator(images: images, model: configuration, capacity: capacity).codes(self)
  }
}
