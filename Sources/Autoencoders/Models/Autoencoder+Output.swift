extension Autoencoder {
  /// The codes of a batch, and the loss of each image. It shares the model's memory, valid until the next
  /// call.
  package struct Output {
    /// A code a row, sampled where the model is variational.
    package let codes: Matrix
    /// Rows of [mean | log-variance], where they are all there is to the posterior.
    package let posterior: Matrix?
    /// A logit for each pixel.
    package let logits: Matrix
    /// -log p(x | z) of each image in nats, a column.
    package let reconstruction: Matrix
    /// KL(q(z | x) || p(z)) of each image in nats, a column: estimated from the code alone where a flow
    /// transforms the posterior, and zero where there is none.
    package let kl: Matrix
    private let klTerm: Double

    init(_ sample: LatentSample, logits: Matrix, reconstruction: Matrix) {
      codes = sample.codes
      posterior = sample.posterior
      kl = sample.kl
      klTerm = sample.klTerm
      self.logits = logits
      self.reconstruction = reconstruction
    }

    /// The mean over the batch, in nats per image, with `klWeight` for the weight of the KL term.
    package func terms(klWeight: Double) -> LossTerms {
      let kl = kl.columnMean
      return LossTerms(
        reconstruction: reconstruction.columnMean, kl: kl, klWeight: klWeight,
        adjustment: klWeight * (klTerm - kl))
    }
  }
}
