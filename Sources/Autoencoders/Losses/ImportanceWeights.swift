internal import Foundation

/// Several codes of each image and the weights p(x, zₖ) / q(zₖ | x) that the importance-weighted bound
/// gives them (Burda, Grosse and Salakhutdinov 2015). Row k · images + i is code k of image i.
final class ImportanceWeights {
  let codes: Matrix
  let noise: FloatBuffer
  /// Of each code, with sum one over the codes of an image.
  let normalized: Matrix
  private var logWeights: [Double]

  init(capacity: Int, dimensions: Int) {
    codes = Matrix(rows: capacity, columns: dimensions)
    noise = FloatBuffer(count: capacity * dimensions)
    normalized = Matrix.column(capacity)
    logWeights = [Double](repeating: 0, count: capacity)
  }

  /// The noise of the drawn codes.
  func noiseMatrix(rows: Int) -> Matrix {
    Matrix(noise, rows: rows, columns: codes.columns)
  }

  /// Draws the codes of `samples` samples of each posterior, rows of [mean | log-variance].
  func draw(from statistics: Matrix, samples: Int, _ source: NoiseSource, on engine: Engine) {
    let images = statistics.rows
    source.fill(noise, rows: images, samples: samples, columns: codes.columns, on: engine)
    let noise = noiseMatrix(rows: images * samples)
    for image in 0..<images {
      for dimension in 0..<codes.columns {
        let deviation = Self.deviation(statistics, image, dimension)
        for row in stride(from: image, to: images * samples, by: images) {
          codes[row, dimension] =
            statistics[image, dimension] + deviation * noise[row, dimension]
        }
      }
    }
  }

  /// Finds the weights, log p(x | z) + klWeight · (log p(z) - log q(z | x)) of each code normalized over
  /// an image's.
  ///
  /// - Parameter nats: -log p(x | z) of each code.
  /// - Returns: the mean loss: -log of the mean weight, and the means over codes of its parts.
  func weigh(_ statistics: Matrix, nats: Matrix, klWeight: Double) -> LossTerms {
    let images = statistics.rows
    let samples = nats.rows / images
    var terms = LossTerms(reconstruction: 0, kl: 0, klWeight: klWeight)
    var bound = 0.0
    for image in 0..<images {
      var mean = LogMean()
      for row in stride(from: image, to: images * samples, by: images) {
        let divergence = logPosteriorOverPrior(statistics, image: image, row: row)
        let logWeight = -Double(nats[row, 0]) - klWeight * divergence
        terms.reconstruction += Double(nats[row, 0])
        terms.kl += divergence
        logWeights[row] = logWeight
        mean.add(logWeight)
      }
      for row in stride(from: image, to: images * samples, by: images) {
        normalized[row, 0] = Float(exp(logWeights[row] - mean.value) / Double(samples))
      }
      bound -= mean.value
    }
    terms.reconstruction /= Double(nats.rows)
    terms.kl /= Double(nats.rows)
    terms.adjustment = bound / Double(images) - terms.reconstruction - klWeight * terms.kl
    return terms
  }

  /// log q(z | x) - log p(z) of one code.
  private func logPosteriorOverPrior(_ statistics: Matrix, image: Int, row: Int) -> Double {
    let noise = noiseMatrix(rows: codes.rows)
    return -(0..<codes.columns).reduce(0) { sum, dimension in
      sum
        + logDensityRatio(
          code: codes[row, dimension], noise: noise[row, dimension],
          rawLogVariance: statistics[image, codes.columns + dimension])
    }
  }

  /// Turns d(loss)/d(codes) of the likelihood, each with its code's weight, into the gradient by
  /// [mean | log-variance].
  func backward(
    _ codeGradients: Matrix, into gradient: Matrix, statistics: Matrix, klScale: Float,
    estimator: EvidenceBound.Estimator
  ) {
    let (images, rows) = (statistics.rows, codeGradients.rows)
    let noise = noiseMatrix(rows: rows)
    for image in 0..<images {
      for dimension in 0..<codes.columns {
        let deviation = Self.deviation(statistics, image, dimension)
        var (forMean, forLogVariance): (Float, Float) = (0, 0)
        for row in stride(from: image, to: rows, by: images) {
          let (weight, noise) = (normalized[row, 0], noise[row, dimension])
          var slope =
            codeGradients[row, dimension] + klScale * weight * codes[row, dimension]
          if estimator == .doublyReparameterized {
            slope = weight * (slope - klScale * weight * noise / deviation)
          }
          forMean += slope
          forLogVariance += slope * deviation * noise / 2
        }
        // Weights sum to one, and so does -½ of each sample's log q; without the score term it is gone.
        if estimator == .reparameterized { forLogVariance -= klScale / 2 }
        gradient[image, dimension] = forMean
        gradient[image, codes.columns + dimension] = forLogVariance
      }
    }
  }

  private static func deviation(_ statistics: Matrix, _ row: Int, _ dimension: Int) -> Float {
    exp(logVariance(statistics, row, dimension) / 2)
  }

  private static func logVariance(_ statistics: Matrix, _ row: Int, _ dimension: Int) -> Float {
    Engine.logVariance(statistics[row, statistics.columns / 2 + dimension])
  }
}
