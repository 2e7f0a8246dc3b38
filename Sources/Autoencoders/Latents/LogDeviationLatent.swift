internal import Foundation

/// The Gaussian posterior that the example VAE of Keras had until 1.1: codes are
/// mean + `noise` · exp(s) · ε, while the objective takes s for a log-variance in its KL term.
///
/// The printed KL term is ½ Σ (mean² + exp(s) - s - 1); the true one, which is reported beside it, has
/// 2 (s + log `noise`) for the log-variance.
struct LogDeviationLatent: LatentLayer {
  private let heads: PosteriorHeads
  private let noise: Float
  private let printedKL: Matrix
  /// No dimension's true KL has a part in the gradient.
  private let klScales: Matrix

  init(
    featureCount: Int, dimensions: Int, noise: Float, capacity: Int,
    in layout: inout ParameterLayout
  ) {
    heads = PosteriorHeads(
      featureCount: featureCount, dimensions: dimensions, capacity: capacity, in: &layout)
    self.noise = noise
    printedKL = Matrix.column(capacity)
    klScales = Matrix(rows: 1, columns: dimensions)
  }

  func forward(
    _ features: Matrix, noise: NoiseSource, constraint: KLConstraint?, _ pass: Pass
  ) -> LatentSample {
    precondition(constraint == nil, "a constraint of a KL term that is no divergence")
    let rows = features.rows
    let statistics = heads.forward(features, pass)
    heads.drawNoise(noise, rows: rows, pass)
    let printed = heads.sample(statistics, divergence: printedKL.prefix(rows), pass).kl
    makeLogVariances(in: statistics)
    let (codes, kl) = heads.sample(statistics, pass)
    return LatentSample(codes: codes, posterior: statistics, kl: kl, klTerm: printed.columnMean)
  }

  func backward(
    _ codeGradient: Matrix, features: Matrix, klScale: Float, into featureGradient: Matrix?,
    _ pass: Pass
  ) {
    let rows = features.rows
    let statistics = heads.statistics(rows: rows)
    let gradient = heads.statisticsGradient(rows: rows)
    pass.engine.posteriorGradient(
      statistics: statistics, noise: heads.noise(rows: rows), codeGradient: codeGradient,
      klScales: klScales, into: gradient)
    backwardFromLogVariances(gradient, statistics: statistics, klScale: klScale)
    heads.backward(features, into: featureGradient, pass)
  }

  func posterior(_ features: Matrix, _ pass: Pass) -> Matrix {
    let statistics = heads.forward(features, pass)
    makeLogVariances(in: statistics)
    return statistics
  }

  /// Turns rows of [mean | s] into rows of [mean | log-variance].
  private func makeLogVariances(in statistics: Matrix) {
    let dimensions = heads.dimensions
    for row in 0..<statistics.rows {
      for column in dimensions..<2 * dimensions {
        statistics[row, column] = 2 * (statistics[row, column] + log(noise))
      }
    }
  }

  /// Turns the gradient by [mean | log-variance] into that by [mean | s], with that of the printed KL
  /// term.
  private func backwardFromLogVariances(_ gradient: Matrix, statistics: Matrix, klScale: Float) {
    let dimensions = heads.dimensions
    for row in 0..<gradient.rows {
      for dimension in 0..<dimensions {
        let s = statistics[row, dimensions + dimension] / 2 - log(noise)
        gradient[row, dimension] += klScale * statistics[row, dimension]
        gradient[row, dimensions + dimension] *= 2
        gradient[row, dimensions + dimension] += klScale / 2 * (exp(s) - 1)
      }
    }
  }

  func statistics(rows: Int) -> Matrix? { heads.statistics(rows: rows) }

  /// The printed KL term is least where E[mean] = 0 and E[mean²] = ½ (1 - E[exp s]): the best scale x is
  /// the positive root of 2 E[mean²] x² + E[exp s] x = 1.
  func standardize(rows: Int, rate: Float, decoder: Dense, _ parameters: FloatBuffer) {
    let statistics = heads.statistics(rows: rows)
    heads.standardize(rows: rows, rate: rate, decoder: decoder, parameters, secondHeadStep: 1) {
      moments, dimension in
      let sum = (0..<rows).reduce(0.0) {
        $0 + exp(Double(statistics[$1, heads.dimensions + dimension]) / 2) / Double(noise)
      }
      let (a, b) = (2 * moments.squaredMean, sum / Double(rows))
      // Without a difference that vanishes, or a quotient of zeros, where all means are zero.
      return Float(log(2 / (b + (b * b + 4 * a).squareRoot())))
    }
  }
}

extension LogDeviationLatent {
  /// A Gaussian of so many dimensions, of deviation `noise` · exp(s).
  struct Specification: LatentSpecification {
    let width: Int
    let noise: Float

    var dimensions: Int? { width }

    var summary: String { "Gaussian posterior of deviation \(noise) exp(s), prior N(0, I)" }

    func check() throws(ModelConfigurationError) {
      guard noise > 0, noise.isFinite else { throw .posteriorNoise(noise) }
    }

    func makeLayer(
      featureCount: Int, capacity: Int, codesPerImage: Int, in layout: inout ParameterLayout
    ) -> any LatentLayer {
      LogDeviationLatent(
        featureCount: featureCount, dimensions: width, noise: noise, capacity: capacity,
        in: &layout)
    }
  }
}
