public import ImageSets

/// Evaluates a model on a set of images, `capacity` at a time.
public struct Evaluator {
  /// The images that models are evaluated on.
  public let images: LabeledImages
  let feed: ImageFeed
  private let capacity: Int
  let indices: [UInt32]
  let noise: FloatBuffer
  private let errors: Matrix

  /// Images evaluated at a time where memory for them is made for the purpose.
  package static let imagesAtOnce = 500

  /// An evaluator of models of one configuration.
  ///
  /// - Parameters:
  ///   - images: what models are evaluated on.
  ///   - model: the configuration of the models.
  ///   - capacity: the largest batch, in images, at most the model's own; what memory made for the purpose holds
  ///     when nil.
  public init(images: LabeledImages, model: ModelConfiguration, capacity: Int? = nil) {
    self.images = images
    let capacity = capacity ?? Self.imagesAtOnce
    self.capacity = model.capacity(for: min(capacity, max(images.count, 1)))
    feed = ImageFeed(images, for: model, capacity: self.capacity)
    errors = Matrix.column(self.capacity)
    indices = Array(0..<UInt32(images.count))
    noise = FloatBuffer(count: model.isVariational ? images.count * model.latentCount : 0)
  }

  /// Runs every image through `model`, `samples` times where its posterior is random.
  ///
  /// Sample k's noise is element image · latents + dimension of the evaluation stream at step k, so
  /// the result does not depend on `capacity`.
  ///
  /// - Parameters:
  ///   - model: a model of the configuration that the evaluator is for.
  ///   - seed: of the noise in codes, and in images where the model has some.
  ///   - samples: codes drawn from each posterior.
  ///   - klWeight: the weight of the KL term in the loss.
  ///   - progress: told after each batch how much is done, from 0 to 1.
  public func evaluate(
    _ model: Autoencoder, seed: UInt64, samples: Int = 1, klWeight: Double = 1,
    progress: (Double) -> Void = { _ in }
  ) -> Evaluation {
    let isVariational = model.configuration.isVariational
    let samples = isVariational ? samples : 1
    let latents = model.configuration.latentCount
    var average = LossAverage()
    var moments = Array(repeating: PosteriorMoments(), count: latents)
    var codes: [Float] = []
    codes.reserveCapacity(images.count * latents)
    var squaredErrors = 0.0
    for sample in 0..<samples {
      if isVariational {
        model.engine.fillNormal(
          noise, count: noise.count, seed: seed, stream: .evaluation, step: UInt64(sample))
      }
      // Sequences of training steps count from zero, these from the other end.
      let step = UInt64.max - UInt64(sample)
      forEachBatch { rows in
        let batch = feed.load(
          indices[rows], seed: seed, step: step, firstRow: rows.lowerBound, on: model.engine)
        let output = model.evaluate(
          batch.input, target: batch.target,
          noise: isVariational
            ? .given(noise.floats(rows.lowerBound * latents..<rows.upperBound * latents)[...])
            : .none)
        squaredErrors += squaredError(output.logits, batch.target, model)
        average.add(output.terms(klWeight: klWeight), images: rows.count)
        progress(share(sample, of: samples, rows))
        guard sample == 0 else { return }
        let hasFlow = model.configuration.latent.hasFlow
        let statistics =
          hasFlow ? model.encode(batch.input) : output.posterior ?? output.codes
        for dimension in 0..<latents {
          moments[dimension].add(statistics, dimension: dimension, isVariational: isVariational)
        }
        for row in 0..<rows.count { codes += statistics.row(row).prefix(latents) }
      }
    }
    return Evaluation(
      images: images.count, loss: average.mean, samples: isVariational ? samples : 0,
      squaredError: squaredErrors / Double(images.count * samples),
      klPerDimension: isVariational && !model.configuration.latent.hasFlow ? moments.map(\.kl) : [],
      squaredMean: moments.map(\.squaredMean), variance: moments.map(\.variance),
      varianceOfMean: moments.map { $0.squaredMean - $0.mean * $0.mean },
      codes: codes)
  }

  /// Whether `evaluate` gives models the same images as `codes`, so that both come to the same codes.
  package var readsImagesAsTheyAre: Bool { !feed.drawsAnew }

  /// The codes alone: posterior means, or deterministic codes, row after row. Images are read clean, and
  /// gray where the model has them drawn afresh.
  public func codes(_ model: Autoencoder) -> [Float] {
    encode(model, columns: model.configuration.latentCount)
  }

  /// Rows of [mean | log-variance] where the model is variational, else of codes, of images as `codes`
  /// has them.
  public func posteriors(_ model: Autoencoder) -> [Float] {
    encode(model, columns: model.configuration.statisticsCount)
  }

  private func encode(_ model: Autoencoder, columns: Int) -> [Float] {
    var rowsOfCodes: [Float] = []
    rowsOfCodes.reserveCapacity(images.count * columns)
    forEachBatch { rows in
      let statistics = model.encode(feed.load(indices[rows], on: model.engine))
      for row in 0..<rows.count { rowsOfCodes += statistics.row(row).prefix(columns) }
    }
    return rowsOfCodes
  }

  private func squaredError(
    _ logits: Matrix, _ target: Matrix, _ model: Autoencoder
  ) -> Double {
    let errors = errors.prefix(logits.rows)
    model.configuration.likelihood.squaredError(
      logits: logits, target: target, into: errors, on: model.engine)
    return (0..<errors.rows).reduce(0) { $0 + Double(errors[$1, 0]) }
  }

  /// How much of `samples` passes over all images is done after the images in `rows`.
  func share(_ sample: Int, of samples: Int, _ rows: Range<Int>) -> Double {
    (Double(sample) + Double(rows.upperBound) / Double(images.count)) / Double(samples)
  }

  /// The first images, as many as are worked on at once, as `codes` has them.
  func firstBatch(_ model: Autoencoder) -> Matrix {
    feed.load(indices[0..<min(capacity, images.count)], on: model.engine)
  }

  func forEachBatch(_ body: (Range<Int>) -> Void) {
    for start in stride(from: 0, to: images.count, by: capacity) {
      body(start..<min(start + capacity, images.count))
    }
  }
}
