public import ImageSets

extension Autoencoder {
  /// Codes drawn from the posterior of one image, whatever its shape: a flow's is known by its samples alone.
  ///
  /// - Parameters:
  ///   - image: one image, read clean; the model must be variational.
  ///   - count: codes to draw; the first ones are the same for any count.
  ///   - seed: of the draws.
  public func posteriorSamples(
    of image: LabeledImages, count: Int, seed: UInt64 = 0
  ) -> [[Float]] {
    precondition(image.count == 1, "samples of the posterior of \(image.count) images")
    precondition(configuration.isVariational, "a model without posterior")
    let latents = configuration.latentCount
    let noise = FloatBuffer(count: count * latents)
    engine.fillNormal(noise, count: noise.count, seed: seed, stream: .posteriorCloud, step: 0)
    let pixels = ImageFeed(image, for: configuration, capacity: 1).load([0], on: engine)
    let features = features(of: pixels).row(0)
    let rows = Matrix(rows: min(capacity, count), columns: features.count)
    for row in 0..<rows.rows { rows.setRow(row, to: features) }
    return stride(from: 0, to: count, by: max(rows.rows, 1)).flatMap { start in
      let part = start..<min(start + rows.rows, count)
      let sample = latent.forward(
        rows.prefix(part.count),
        noise: .given(noise.floats(part.lowerBound * latents..<part.upperBound * latents)[...]),
        constraint: nil, pass)
      return (0..<part.count).map(sample.codes.row)
    }
  }
}
