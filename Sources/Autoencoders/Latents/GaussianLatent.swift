internal import Foundation

/// A diagonal Gaussian posterior N(mean, exp(log-variance)) against the prior N(0, I): the latent of the
/// variational autoencoder (Kingma and Welling 2013).
///
/// KL = ½ Σ (mean² + exp(log-variance) - log-variance - 1), in nats (their appendix B).
struct GaussianLatent: LatentLayer {
  let heads: PosteriorHeads
  /// The memory of several codes of each image, which a bound of importance weights draws.
  let importance: ImportanceWeights
  /// The mean over a batch of each dimension's KL, where it is held to a constraint.
  private let klMeans: Matrix
  /// The slope of the KL term by each dimension's KL.
  private let klSlopes: Matrix
  private let klScales: Matrix

  init(
    featureCount: Int, dimensions: Int, capacity: Int, codesPerImage: Int,
    in layout: inout ParameterLayout
  ) {
    heads = PosteriorHeads(
      featureCount: featureCount, dimensions: dimensions, capacity: capacity, in: &layout)
    importance = ImportanceWeights(capacity: capacity * codesPerImage, dimensions: dimensions)
    klMeans = Matrix(rows: 1, columns: dimensions)
    klSlopes = Matrix(rows: 1, columns: dimensions)
    klScales = Matrix(rows: 1, columns: dimensions)
  }

  func forward(
    _ features: Matrix, noise: NoiseSource, constraint: KLConstraint?, _ pass: Pass
  ) -> LatentSample {
    let statistics = heads.forward(features, pass)
    heads.drawNoise(noise, rows: features.rows, pass)
    let (codes, kl) = heads.sample(statistics, pass)
    for dimension in 0..<heads.dimensions { klSlopes[0, dimension] = 1 }
    let term = constraint.map { hold(statistics, to: $0) } ?? kl.columnMean
    return LatentSample(codes: codes, posterior: statistics, kl: kl, klTerm: term)
  }

  func backward(
    _ codeGradient: Matrix, features: Matrix, klScale: Float, into featureGradient: Matrix?,
    _ pass: Pass
  ) {
    let rows = features.rows
    for dimension in 0..<heads.dimensions {
      klScales[0, dimension] = klScale * klSlopes[0, dimension]
    }
    pass.engine.posteriorGradient(
      statistics: heads.statistics(rows: rows), noise: heads.noise(rows: rows),
      codeGradient: codeGradient, klScales: klScales, into: heads.statisticsGradient(rows: rows))
    heads.backward(features, into: featureGradient, pass)
  }

  func posterior(_ features: Matrix, _ pass: Pass) -> Matrix { heads.forward(features, pass) }

  /// The KL term held to `constraint`, whose slopes are kept for `backward`.
  private func hold(_ statistics: Matrix, to constraint: KLConstraint) -> Double {
    var total = 0.0
    for dimension in 0..<heads.dimensions {
      let kl = PosteriorMoments(of: statistics, dimension: dimension).kl
      klMeans[0, dimension] = Float(kl)
      total += kl
    }
    for dimension in 0..<heads.dimensions {
      klSlopes[0, dimension] = constraint.slope(at: Double(klMeans[0, dimension]), total: total)
    }
    return constraint.cost(of: (0..<heads.dimensions).lazy.map { Double(klMeans[0, $0]) })
  }

  func statistics(rows: Int) -> Matrix? { heads.statistics(rows: rows) }

  /// The KL term is least where E[mean] = 0 and E[mean² + variance] = 1.
  func standardize(rows: Int, rate: Float, decoder: Dense, _ parameters: FloatBuffer) {
    heads.standardize(rows: rows, rate: rate, decoder: decoder, parameters, secondHeadStep: 2) {
      moments, _ in -0.5 * Float(log(moments.squaredMean + moments.variance))
    }
  }
}

extension GaussianLatent {
  /// A Gaussian of so many dimensions.
  struct Specification: LatentSpecification {
    let width: Int

    var dimensions: Int? { width }

    var summary: String { "Gaussian posterior, prior N(0, I)" }

    func makeLayer(
      featureCount: Int, capacity: Int, codesPerImage: Int, in layout: inout ParameterLayout
    ) -> any LatentLayer {
      GaussianLatent(
        featureCount: featureCount, dimensions: width, capacity: capacity,
        codesPerImage: codesPerImage, in: &layout)
    }
  }
}
