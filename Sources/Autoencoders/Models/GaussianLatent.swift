internal import Foundation

/// Samples a code from the posterior that the heads describe, and carries the gradient back: the
/// reparameterisation z = mean + exp(log-variance / 2) · noise of Kingma and Welling (2013).
struct GaussianLatent {
  let heads: Dense
  let dimensions: Int
  /// Rows of [mean | log-variance].
  private let statistics: Matrix
  private let statisticsGradient: Matrix
  private let codes: Matrix
  private let codeGradients: Matrix
  private let kl: Matrix
  private let noise: FloatBuffer

  init(heads: Dense, capacity: Int) {
    self.heads = heads
    dimensions = heads.outputCount / 2
    statistics = Matrix(rows: capacity, columns: 2 * dimensions)
    statisticsGradient = Matrix(rows: capacity, columns: 2 * dimensions)
    codes = Matrix(rows: capacity, columns: dimensions)
    codeGradients = Matrix(rows: capacity, columns: dimensions)
    kl = Matrix(
      buffer: FloatBuffer(count: capacity), offset: 0, rows: capacity, columns: 1, stride: 1)
    noise = FloatBuffer(count: capacity * dimensions)
  }

  func posterior(_ features: Matrix, _ pass: Pass) -> Matrix {
    let statistics = statistics.prefix(features.rows)
    heads.forward(features, into: statistics, pass)
    return statistics
  }

  func forward(
    _ features: Matrix, noise source: NoiseSource, _ pass: Pass
  ) -> (statistics: Matrix, code: Matrix, kl: Matrix) {
    let rows = features.rows
    let statistics = posterior(features, pass)
    source.fill(noise, rows: rows, columns: dimensions, on: pass.engine)
    let code = codes.prefix(rows)
    pass.engine.samplePosterior(
      statistics: statistics, noise: noiseMatrix(rows: rows), code: code, kl: kl.prefix(rows))
    return (statistics, code, kl.prefix(rows))
  }

  /// Where to put d(loss)/d(code) before `backward`.
  func codeGradient(rows: Int) -> Matrix { codeGradients.prefix(rows) }

  /// - Parameter klScale: the weight of the KL term, divided by the number of images in the batch.
  func backward(_ features: Matrix, klScale: Float, into featureGradient: Matrix?, _ pass: Pass) {
    let rows = features.rows
    pass.engine.posteriorGradient(
      statistics: statistics.prefix(rows), noise: noiseMatrix(rows: rows),
      codeGradient: codeGradients.prefix(rows), klScale: klScale,
      into: statisticsGradient.prefix(rows))
    heads.backward(
      statisticsGradient.prefix(rows), input: features, output: statistics.prefix(rows),
      into: featureGradient, pass)
  }

  /// Moves a fraction `rate` of the way, in the logarithm of the scale, to E[mean] = 0 and
  /// E[mean² + variance] = 1 over the last batch; `decoder` undoes it, so its output stays.
  func standardize(rows: Int, rate: Float, decoder: Dense, _ parameters: FloatBuffer) {
    let weights = heads.weight.matrix(in: parameters)
    let biases = heads.bias.matrix(in: parameters)
    let decoderWeights = decoder.weight.matrix(in: parameters)
    let decoderBiases = decoder.bias.matrix(in: parameters)
    for dimension in 0..<dimensions {
      let moments = PosteriorMoments(of: statistics.prefix(rows), dimension: dimension)
      let shift = -rate * Float(moments.mean)
      let logScale = -rate / 2 * Float(log(moments.squaredMean + moments.variance))
      let scale = Foundation.exp(logScale)
      for column in 0..<weights.columns { weights[dimension, column] *= scale }
      biases[0, dimension] = (biases[0, dimension] + shift) * scale
      biases[0, dimensions + dimension] += 2 * logScale
      for row in 0..<decoderWeights.rows {
        decoderBiases[0, row] -= decoderWeights[row, dimension] * shift
        decoderWeights[row, dimension] /= scale
      }
    }
  }

  private func noiseMatrix(rows: Int) -> Matrix {
    Matrix(buffer: noise, offset: 0, rows: rows, columns: dimensions, stride: dimensions)
  }
}

/// Where the noise of a batch comes from.
public enum NoiseSource: Sendable {
  /// Fresh samples, a pure function of seed, step and the row's number, counted from `firstRow`, a
  /// multiple of four.
  case drawn(seed: UInt64, stream: RandomStream, step: UInt64, firstRow: Int = 0)
  /// These samples, row after row.
  case given(ArraySlice<Float>)
  /// No noise: the code is the posterior's mean.
  case none

  func fill(_ buffer: FloatBuffer, rows: Int, columns: Int, on engine: Engine) {
    switch self {
    case .drawn(let seed, let stream, let step, let firstRow):
      engine.fillNormal(
        buffer, count: rows * columns, seed: seed, stream: stream, step: step,
        first: firstRow * columns)
    case .given(let samples):
      precondition(
        samples.count == rows * columns, "\(samples.count) samples for \(rows)x\(columns)")
      buffer.write(Array(samples))
    case .none:
      buffer.fill(0)
    }
  }
}
