/// The layer between encoder and decoder: draws codes from the posterior of each image, with the KL
/// divergence from the prior that they cost.
///
///     images ─ encoder ─> features ─ latent ─> codes ─ decoder ─> logits ─ likelihood ─> -log p(x | z)
///                                       │                                                     │
///                                       └─> KL(q(z | x) || p(z)) ── · weight ───────────> + ──┴─> loss
///
/// `forward` goes along the arrows, `backward` against them. Each kind stands in a file of its own with
/// its KL; a new one is a file, a case and a row of `Latent.specification`, and a row of its `kinds` in
/// `ModelConfiguration+JSON.swift`.
protocol LatentLayer {
  /// Draws a code of each image, a row of `features`.
  ///
  /// - Parameter constraint: what the KL term is held to, if anything.
  func forward(
    _ features: Matrix, noise: NoiseSource, constraint: KLConstraint?, _ pass: Pass
  ) -> LatentSample

  /// Turns d(reconstruction)/d(codes) of the last `forward` into d(loss)/d(features), the loss having
  /// `klScale` times the sum over images of their KL term.
  ///
  /// May overwrite `codeGradient`; `featureGradient` is nil where nothing is before the latent.
  func backward(
    _ codeGradient: Matrix, features: Matrix, klScale: Float, into featureGradient: Matrix?,
    _ pass: Pass)

  /// Rows of [mean | log-variance], or of codes where there is no posterior.
  func posterior(_ features: Matrix, _ pass: Pass) -> Matrix

  /// Brings parameters that were drawn at random into the latent's form.
  func prepare(_ parameters: FloatBuffer)

  /// What `standardize` reads of the last images run through the model, a row each; nil where it does nothing.
  func statistics(rows: Int) -> Matrix?

  /// Moves mean and scale of each dimension over the last `rows` images a fraction `rate` of the way to
  /// where the KL term is least; `decoder`, which reads the codes, undoes it.
  func standardize(rows: Int, rate: Float, decoder: Dense, _ parameters: FloatBuffer)
}

// MARK: - Default implementations

extension LatentLayer {
  func prepare(_ parameters: FloatBuffer) {}

  func statistics(rows: Int) -> Matrix? { nil }

  func standardize(rows: Int, rate: Float, decoder: Dense, _ parameters: FloatBuffer) {}
}

/// One code of each image in a batch, and their divergence from the prior. It shares the latent's memory,
/// valid until the next call.
struct LatentSample {
  /// A row for each image.
  let codes: Matrix
  /// Rows of [mean | log-variance], where they are all there is to the posterior.
  var posterior: Matrix?
  /// KL(q(z | x) || p(z)) of each image in nats, a column; zero where there is no posterior.
  let kl: Matrix
  /// The objective's KL term, a mean over the images in nats: that of `kl`, unless a constraint or a
  /// printed formula has another in its place.
  var klTerm: Double
}

/// One kind of latent with its settings, before it has features: what a `Latent` names.
protocol LatentSpecification {
  /// Numbers in a code; nil where it is as wide as the features.
  var dimensions: Int? { get }

  /// The latent in a few words.
  var summary: String { get }

  /// Numbers that its parameters have at the least.
  var leastParameterCount: Int { get }

  /// Checks settings that may come from a file, whose width is known to be possible.
  func check() throws(ModelConfigurationError)

  /// Makes the latent of `featureCount` features.
  ///
  /// - Parameters:
  ///   - capacity: images at a time.
  ///   - codesPerImage: codes of each image at a time.
  func makeLayer(
    featureCount: Int, capacity: Int, codesPerImage: Int, in layout: inout ParameterLayout
  ) -> any LatentLayer
}

extension LatentSpecification {
  func check() throws(ModelConfigurationError) {}

  var leastParameterCount: Int { 0 }
}

extension Matrix {
  /// The mean over rows of a column.
  var columnMean: Double {
    var sum = 0.0
    for row in 0..<rows { sum += Double(self[row, 0]) }
    return sum / Double(rows)
  }
}
