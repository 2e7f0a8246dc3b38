public import ImageSets

// A model's work on images and codes as a user holds them, any number at once. Pixels are floats from 0,
// which is black, to 1; codes have `ModelConfiguration.latentCount` values.

extension Autoencoder {
  /// The code of each image: the mean of its posterior, or what the encoder gives where there is none.
  ///
  /// Images are read clean, whatever the model was trained to undo.
  public func encode(_ images: LabeledImages) -> [[Float]] {
    batches(of: images).flatMap { encode($0).columns(0..<configuration.latentCount).rowValues }
  }

  /// The image that a code stands for: the mean of p(x | z), row-major.
  public func decode(_ code: [Float]) -> [Float] { self.images(of: [code])[0] }

  /// The image that each code stands for.
  public func images(of codes: [[Float]]) -> [[Float]] {
    stride(from: 0, to: codes.count, by: capacity).flatMap { start in
      let part = codes[start..<min(start + capacity, codes.count)]
      let matrix = Matrix(rows: part.count, columns: configuration.latentCount)
      for (row, code) in part.enumerated() { matrix.setRow(row, to: code) }
      return decode(matrix).rowValues
    }
  }

  /// The image that each image's code stands for.
  public func reconstruct(_ images: LabeledImages) -> [[Float]] {
    batches(of: images).flatMap { batch in
      decode(encode(batch).columns(0..<configuration.latentCount), carryingSkips: true).rowValues
    }
  }

  /// The loss of the model on images, and what else can be said of it there.
  ///
  /// - Parameters:
  ///   - images: images of the size the model is for.
  ///   - seed: of the noise in codes, and in images where the model has some.
  ///   - samples: codes drawn from each image's posterior.
  public func evaluate(
    on images: LabeledImages, seed: UInt64 = 0, samples: Int = 1
  ) -> Evaluation {
    Evaluator(images: images, model: configuration, capacity: capacity)
      .evaluate(self, seed: seed, samples: samples)
  }

  /// The images as rows of pixels, `capacity` at a time; the memory of one batch is that of the next.
  private func batches(of images: LabeledImages) -> some Sequence<Matrix> {
    precondition(
      images.pixelsPerImage == configuration.pixelCount,
      "images of \(images.pixelsPerImage) pixels, a model for \(configuration.pixelCount)")
    let feed = ImageFeed(images, for: configuration, capacity: capacity)
    let indices = Array(0..<UInt32(images.count))
    return stride(from: 0, to: images.count, by: capacity).lazy.map { [engine, capacity] start in
      feed.load(indices[start..<min(start + capacity, indices.count)], on: engine)
    }
  }
}

extension Matrix {
  /// A copy of each row.
  fileprivate var rowValues: [[Float]] { (0..<rows).map(row) }
}
