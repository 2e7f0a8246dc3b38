extension Autoencoder {
  /// The step of `differentiate` for the importance-weighted bound: several codes of each image go through
  /// the decoder, and each counts as much in the gradient as its weight says.
  func differentiateImportanceWeighted(
    _ batch: Batch, samples: Int, estimator: EvidenceBound.Estimator, klWeight: Double
  ) -> LossTerms {
    guard let gaussian = latent as? GaussianLatent else {
      preconditionFailure("importance weights of a posterior that is no plain Gaussian")
    }
    let (pass, weights) = (batch.pass, gaussian.importance)
    let images = batch.images.rows
    let rows = images * samples
    precondition(
      samples <= codesPerImage, "\(samples) codes per image, a model for \(codesPerImage)")
    let features = encoder.forward(batch.images, pass)
    let statistics = gaussian.posterior(features, pass)
    weights.draw(from: statistics, samples: samples, batch.noise, on: engine)
    let codes = weights.codes.prefix(rows)
    let logits = decoder.forward(codes, pass)
    guard let logitGradient = decoder.outputGradient(rows: rows) else {
      preconditionFailure("no decoder")
    }
    for sample in 0..<samples {
      let range = sample * images..<(sample + 1) * images
      configuration.likelihood.evaluate(
        logits: logits.rows(range), target: batch.target, nats: nats.rows(range),
        gradient: logitGradient.rows(range), scale: Float(batch.scale), on: engine)
    }
    let terms = weights.weigh(statistics, nats: nats.prefix(rows), klWeight: klWeight)

    engine.scaleRows(
      of: logitGradient, by: weights.normalized.prefix(rows), into: logitGradient)
    let codeGradient = codeGradients.prefix(rows)
    decoder.backward(input: codes, into: codeGradient, pass)
    weights.backward(
      codeGradient, into: gaussian.heads.statisticsGradient(rows: images), statistics: statistics,
      klScale: Float(klWeight * batch.scale), estimator: estimator)
    gaussian.heads.backward(features, into: encoder.outputGradient(rows: images), pass)
    encoder.backward(input: batch.images, into: nil, pass)
    return terms
  }
}
