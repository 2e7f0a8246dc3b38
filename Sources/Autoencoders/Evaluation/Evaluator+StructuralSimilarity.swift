internal import FileFormats
internal import ImageSets

extension Evaluator {
  /// The mean over images of the structural similarity between what `model` makes of the posterior mean,
  /// or of the code, and what it should give.
  ///
  /// - Parameters:
  ///   - model: a model of the configuration that the evaluator is for.
  ///   - seed: of the noise that a denoising model is fed, the same as in `evaluate`.
  public func structuralSimilarity(_ model: Autoencoder, seed: UInt64) -> Double {
    let similarity = StructuralSimilarity(
      height: images.height, width: images.width, channels: images.channels)
    let latents = model.configuration.latentCount
    var sum = 0.0
    forEachBatch { rows in
      let batch = feed.load(
        indices[rows], seed: seed, step: .max, firstRow: rows.lowerBound, on: model.engine)
      let codes = model.encode(batch.input).columns(0..<latents)
      let values = similarity.values(
        model.decode(codes, carryingSkips: true), batch.target, on: model.engine)
      sum += values.reduce(0, +)
    }
    return sum / Double(images.count)
  }
}
