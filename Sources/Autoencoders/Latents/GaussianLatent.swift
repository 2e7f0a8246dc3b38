internal import Foundation

/// Samples a code from the posterior that the heads describe, and carries the gradient back: the
/// reparameterization z = mean + exp(log-variance / 2) · noise of Kingma and Welling (2013).
struct GaussianLatent {
  let heads: Dense
  let dimensions: Int
  /// How the second head is read.
  let scale: PosteriorScale
  /// A flow follows, which has the prior's part of the KL term.
  let feedsFlow: Bool
  /// Rows of [mean | log-variance], and what a flow reads beside the code.
  private let outputs: Matrix
  private let outputGradients: Matrix
  private let codes: Matrix
  private let codeGradients: Matrix
  private let kl: Matrix
  private let printedKL: Matrix?
  private let noise: FloatBuffer
  /// The mean over a batch of each latent's KL, where it is held to a constraint.
  private let klMeans: Matrix
  /// The weight of each latent's KL in the gradient.
  private let klScales: Matrix

  init(heads: Dense, dimensions: Int, scale: PosteriorScale, capacity: Int) {
    self.heads = heads
    self.scale = scale
    self.dimensions = dimensions
    feedsFlow = heads.outputCount > 2 * dimensions
    outputs = Matrix(rows: capacity, columns: heads.outputCount)
    outputGradients = Matrix(rows: capacity, columns: heads.outputCount)
    codes = Matrix(rows: capacity, columns: dimensions)
    codeGradients = Matrix(rows: capacity, columns: dimensions)
    kl = Matrix.column(capacity)
    printedKL = scale == .logVariance ? nil : Matrix.column(capacity)
    noise = FloatBuffer(count: capacity * dimensions)
    klMeans = Matrix(rows: 1, columns: dimensions)
    klScales = Matrix(rows: 1, columns: dimensions)
  }

  /// A batch's posteriors and one code of each.
  struct Sample {
    let statistics: Matrix
    let code: Matrix
    /// KL(posterior || prior) of each image.
    let kl: Matrix
    /// What the printed objective has in its place, where the model follows them.
    let printedKL: Matrix?
  }

  func posterior(_ features: Matrix, _ pass: Pass) -> Matrix {
    heads.forward(features, into: outputs.prefix(features.rows), pass)
    let statistics = statistics(rows: features.rows)
    scale.makeLogVariances(in: statistics)
    return statistics
  }

  private func statistics(rows: Int) -> Matrix { outputs.prefix(rows).columns(0..<2 * dimensions) }

  /// What the heads give a flow beside the posterior, and where its gradient goes.
  func context(rows: Int) -> Matrix {
    outputs.prefix(rows).columns(2 * dimensions..<outputs.columns)
  }

  func contextGradient(rows: Int) -> Matrix {
    outputGradients.prefix(rows).columns(2 * dimensions..<outputs.columns)
  }

  func forward(_ features: Matrix, noise source: NoiseSource, _ pass: Pass) -> Sample {
    let rows = features.rows
    let (code, kl) = (codes.prefix(rows), kl.prefix(rows))
    heads.forward(features, into: outputs.prefix(rows), pass)
    let statistics = statistics(rows: rows)
    source.fill(noise, rows: rows, columns: dimensions, on: pass.engine)
    if let printedKL {
      pass.engine.samplePosterior(
        statistics: statistics, noise: noiseMatrix(rows: rows), code: code,
        kl: printedKL.prefix(rows))
      scale.makeLogVariances(in: statistics)
    }
    pass.engine.samplePosterior(
      statistics: statistics, noise: noiseMatrix(rows: rows), code: code, kl: kl)
    return Sample(statistics: statistics, code: code, kl: kl, printedKL: printedKL?.prefix(rows))
  }

  /// Where to put d(loss)/d(code) before `backward`.
  func codeGradient(rows: Int) -> Matrix { codeGradients.prefix(rows) }

  /// - Parameters:
  ///   - klScale: the weight of the KL term, divided by the number of images in the batch.
  ///   - constraint: what the KL term is held to, if anything.
  func backward(
    _ features: Matrix, klScale: Float, constraint: KLConstraint?, into featureGradient: Matrix?,
    _ pass: Pass
  ) {
    let rows = features.rows
    let statistics = statistics(rows: rows)
    let gradient = statisticsGradient(rows: rows)
    let hasUsualKL = printedKL == nil && !feedsFlow
    for dimension in 0..<dimensions { klScales[0, dimension] = hasUsualKL ? klScale : 0 }
    if let constraint { hold(klScales, to: constraint, statistics) }
    pass.engine.posteriorGradient(
      statistics: statistics, noise: noiseMatrix(rows: rows),
      codeGradient: codeGradients.prefix(rows), klScales: klScales, into: gradient)
    scale.backward(gradient, statistics: statistics, klScale: klScale)
    if feedsFlow { addEntropyGradient(to: gradient, klScale: klScale) }
    backwardFromHeads(features, into: featureGradient, pass)
  }

  /// Multiplies the weight of each latent's KL by what the constraint lets through of it.
  private func hold(_ weights: Matrix, to constraint: KLConstraint, _ statistics: Matrix) {
    var total = 0.0
    for dimension in 0..<dimensions {
      let kl = PosteriorMoments(of: statistics, dimension: dimension).kl
      klMeans[0, dimension] = Float(kl)
      total += kl
    }
    for dimension in 0..<dimensions {
      weights[0, dimension] *= constraint.slope(at: Double(klMeans[0, dimension]), total: total)
    }
  }

  /// What the objective has in place of the last batch's KL, held to `constraint` in `backward`.
  func cost(of constraint: KLConstraint) -> Double {
    constraint.cost(of: (0..<dimensions).lazy.map { Double(klMeans[0, $0]) })
  }

  /// Where the gradient by [mean | log-variance] stands before `backwardFromHeads`.
  func statisticsGradient(rows: Int) -> Matrix {
    outputGradients.prefix(rows).columns(0..<2 * dimensions)
  }

  /// The part of `backward` behind the gradient by [mean | log-variance].
  func backwardFromHeads(_ features: Matrix, into featureGradient: Matrix?, _ pass: Pass) {
    let rows = features.rows
    heads.backward(
      outputGradients.prefix(rows), input: features, output: outputs.prefix(rows),
      into: featureGradient, pass)
  }

  /// The gradient of -H(posterior), all that a flow leaves of the KL term here.
  private func addEntropyGradient(to gradient: Matrix, klScale: Float) {
    for row in 0..<gradient.rows {
      for column in dimensions..<2 * dimensions { gradient[row, column] -= klScale / 2 }
    }
  }

  /// Moves a fraction `rate` of the way, in the logarithm of the scale, to where the objective's KL term
  /// is least over the last batch; `decoder` undoes it, so its output stays.
  func standardize(rows: Int, rate: Float, decoder: Dense, _ parameters: FloatBuffer) {
    let weights = heads.weight.matrix(in: parameters)
    let biases = heads.bias.matrix(in: parameters)
    let decoderWeights = decoder.weight.matrix(in: parameters)
    let decoderBiases = decoder.bias.matrix(in: parameters)
    for dimension in 0..<dimensions {
      let moments = PosteriorMoments(of: statistics(rows: rows), dimension: dimension)
      let shift = -rate * Float(moments.mean)
      let logScale = rate * logBestScale(moments, dimension: dimension, rows: rows)
      let scale = Foundation.exp(logScale)
      for column in 0..<weights.columns { weights[dimension, column] *= scale }
      biases[0, dimension] = (biases[0, dimension] + shift) * scale
      biases[0, dimensions + dimension] += printedKL == nil ? 2 * logScale : logScale
      for row in 0..<decoderWeights.rows {
        decoderBiases[0, row] -= decoderWeights[row, dimension] * shift
        decoderWeights[row, dimension] /= scale
      }
    }
  }

  /// The logarithm t of the factor by which a latent's KL term would be least: eᵗ squared is
  /// 1 / E[mean² + variance], or the positive root of 2 E[mean²] x² + E[exp s] x = 1 for the printed term.
  private func logBestScale(_ moments: PosteriorMoments, dimension: Int, rows: Int) -> Float {
    guard case .logDeviation(let noise) = scale else {
      return -0.5 * Float(log(moments.squaredMean + moments.variance))
    }
    let statistics = statistics(rows: rows)
    let sum = (0..<rows).reduce(0.0) {
      $0 + exp(Double(statistics[$1, dimensions + dimension]) / 2) / Double(noise)
    }
    let (a, b) = (2 * moments.squaredMean, sum / Double(rows))
    // Without a difference that vanishes, or a quotient of zeros, where all means are zero.
    return Float(log(2 / (b + (b * b + 4 * a).squareRoot())))
  }

  /// The noise of the last batch's codes.
  func noiseMatrix(rows: Int) -> Matrix {
    Matrix(noise, rows: rows, columns: dimensions)
  }
}

/// How a posterior's second head is read.
enum PosteriorScale: Equatable {
  /// As the log-variance.
  case logVariance
  /// As s where the code is mean + `noise` · exp(s) · ε and the objective takes s for a log-variance
  /// in its KL term: what the example VAE of Keras did until 1.1.
  case logDeviation(noise: Float)

  /// Turns rows of [mean | head] into rows of [mean | log-variance].
  func makeLogVariances(in statistics: Matrix) {
    guard case .logDeviation(let noise) = self else { return }
    let dimensions = statistics.columns / 2
    for row in 0..<statistics.rows {
      for column in dimensions..<2 * dimensions {
        statistics[row, column] = 2 * (statistics[row, column] + log(noise))
      }
    }
  }

  /// Turns the gradient by [mean | log-variance] into that by [mean | head], with the KL term that the
  /// objective has, which `makeLogVariances` leaves out.
  func backward(_ gradient: Matrix, statistics: Matrix, klScale: Float) {
    guard case .logDeviation(let noise) = self else { return }
    let dimensions = statistics.columns / 2
    for row in 0..<gradient.rows {
      for dimension in 0..<dimensions {
        let head = statistics[row, dimensions + dimension] / 2 - log(noise)
        gradient[row, dimension] += klScale * statistics[row, dimension]
        gradient[row, dimensions + dimension] *= 2
        gradient[row, dimensions + dimension] += klScale / 2 * (exp(head) - 1)
      }
    }
  }
}
