internal import Foundation

/// The linear heads that give the parameters of each image's Gaussian posterior, with the working memory
/// of a batch's samples: the reparameterization z = mean + exp(log-variance / 2) · noise of Kingma and
/// Welling (2013).
///
/// A row of their output is [mean | log-variance], each `dimensions` wide, and where a flow follows, the
/// context that it reads behind them.
struct PosteriorHeads {
  let dimensions: Int
  private var dense: Dense
  private let outputs: Matrix
  private let outputGradients: Matrix
  private let codes: Matrix
  private let kl: Matrix
  private let noiseBuffer: FloatBuffer

  /// - Parameter names: of the heads, in their order.
  init(
    _ names: [String] = ["mean", "log_variance"], featureCount: Int, dimensions: Int,
    capacity: Int, in layout: inout ParameterLayout
  ) {
    self.dimensions = dimensions
    dense = Dense(
      stacked: names, inputCount: featureCount, outputCount: dimensions, activation: .identity,
      in: &layout)
    dense.expectZeros()
    outputs = Matrix(rows: capacity, columns: dense.outputCount)
    outputGradients = Matrix(rows: capacity, columns: dense.outputCount)
    codes = Matrix(rows: capacity, columns: dimensions)
    kl = Matrix.column(capacity)
    noiseBuffer = FloatBuffer(count: capacity * dimensions)
  }

  /// Rows of [mean | second head].
  func forward(_ features: Matrix, _ pass: Pass) -> Matrix {
    dense.forward(features, into: outputs.prefix(features.rows), pass)
    return statistics(rows: features.rows)
  }

  /// Turns what stands in `statisticsGradient` and `contextGradient` into d(loss)/d(features).
  func backward(_ features: Matrix, into featureGradient: Matrix?, _ pass: Pass) {
    let rows = features.rows
    dense.backward(
      outputGradients.prefix(rows), input: features, output: outputs.prefix(rows),
      into: featureGradient, pass)
  }

  /// The last output of `forward`, or what was made of it there.
  func statistics(rows: Int) -> Matrix { outputs.prefix(rows).columns(0..<2 * dimensions) }

  /// Where d(loss)/d([mean | second head]) stands before `backward`.
  func statisticsGradient(rows: Int) -> Matrix {
    outputGradients.prefix(rows).columns(0..<2 * dimensions)
  }

  /// The features that a flow reads beside the code.
  func context(rows: Int) -> Matrix {
    outputs.prefix(rows).columns(2 * dimensions..<outputs.columns)
  }

  /// Where d(loss)/d(context) stands before `backward`.
  func contextGradient(rows: Int) -> Matrix {
    outputGradients.prefix(rows).columns(2 * dimensions..<outputs.columns)
  }

  /// Draws the noise of `rows` codes.
  func drawNoise(_ source: NoiseSource, rows: Int, _ pass: Pass) {
    source.fill(noiseBuffer, rows: rows, columns: dimensions, on: pass.engine)
  }

  /// The noise of the last codes.
  func noise(rows: Int) -> Matrix { Matrix(noiseBuffer, rows: rows, columns: dimensions) }

  /// A code of each posterior, rows of [mean | log-variance], with the noise drawn for it.
  ///
  /// - Parameter divergence: where KL(q(z | x) || N(0, I)) of each image goes, if not to memory of the
  ///   heads' own.
  func sample(
    _ statistics: Matrix, divergence: Matrix? = nil, _ pass: Pass
  ) -> (codes: Matrix, kl: Matrix) {
    let rows = statistics.rows
    let (codes, kl) = (codes.prefix(rows), divergence ?? kl.prefix(rows))
    pass.engine.samplePosterior(
      statistics: statistics, noise: noise(rows: rows), code: codes, kl: kl)
    return (codes, kl)
  }

  /// Shifts the means of each dimension by `-rate` times their average, and multiplies them and the
  /// deviation by exp(`rate` · `logBestScale`); `decoder`, which reads the codes, undoes it.
  ///
  /// - Parameters:
  ///   - secondHeadStep: how much larger the second head is where the deviation is e times as large.
  ///   - logBestScale: of a dimension with these moments.
  func standardize(
    rows: Int, rate: Float, decoder: Dense, _ parameters: FloatBuffer, secondHeadStep: Float,
    logBestScale: (_ moments: PosteriorMoments, _ dimension: Int) -> Float
  ) {
    let weights = dense.weight.matrix(in: parameters)
    let biases = dense.bias.matrix(in: parameters)
    let decoderWeights = decoder.weight.matrix(in: parameters)
    let decoderBiases = decoder.bias.matrix(in: parameters)
    for dimension in 0..<dimensions {
      let moments = PosteriorMoments(of: statistics(rows: rows), dimension: dimension)
      let shift = -rate * Float(moments.mean)
      let logScale = rate * logBestScale(moments, dimension)
      let scale = Foundation.exp(logScale)
      for column in 0..<weights.columns { weights[dimension, column] *= scale }
      biases[0, dimension] = (biases[0, dimension] + shift) * scale
      biases[0, dimensions + dimension] += secondHeadStep * logScale
      for row in 0..<decoderWeights.rows {
        decoderBiases[0, row] -= decoderWeights[row, dimension] * shift
        decoderWeights[row, dimension] /= scale
      }
    }
  }
}
