internal import Foundation

/// The one-dimensional case that can be worked out: q = N(mean, deviation²) and
/// log p(x, z) = -curvature / 2 · (z - peak)².
package struct QuadraticGradientCase: Sendable {
  package let mean: Double
  package let deviation: Double
  package let peak: Double
  package let curvature: Double

  package init(mean: Double, deviation: Double, peak: Double, curvature: Double) {
    self.mean = mean
    self.deviation = deviation
    self.peak = peak
    self.curvature = curvature
  }

  /// ∂ ELBO / ∂mean = -curvature · (mean - peak).
  package var gradient: Double { -curvature * (mean - peak) }

  /// The variance of one sample's reparameterized estimate, (curvature · deviation)².
  package var reparameterizedVariance: Double { pow(curvature * deviation, 2) }

  /// The variance of one sample's score-function estimate.
  ///
  /// With ε ~ N(0, 1) the estimate is (c₀ + c₁ ε + c₂ ε²) ε / deviation, whose square has the mean
  /// (c₀² + 3 (c₁² + 2 c₀ c₂) + 15 c₂²) / deviation².
  package var scoreVariance: Double {
    let offset = mean - peak
    let c0 = -curvature / 2 * offset * offset + log(deviation) + 0.5 * log(2 * .pi)
    let c1 = -curvature * offset * deviation
    let c2 = -curvature / 2 * deviation * deviation + 0.5
    let square = (c0 * c0 + 3 * (c1 * c1 + 2 * c0 * c2) + 15 * c2 * c2) / (deviation * deviation)
    return square - gradient * gradient
  }

  /// The variance of one sample's estimate, where it has a closed form here.
  package func variance(of estimator: GradientEstimator) -> Double? {
    switch estimator {
    case .reparameterized: reparameterizedVariance
    case .score: scoreVariance
    case .scoreWithBaseline: nil
    }
  }

  /// All estimators over samples of the estimation stream.
  package func moments(samples: Int, seed: UInt64, on engine: Engine) -> GradientMoments {
    let noise = FloatBuffer(count: samples)
    engine.fillNormal(noise, count: samples, seed: seed, stream: .estimation, step: 0)
    return GradientMoments(
      noise.floats.map { noise in
        let noise = Double(noise)
        let distance = mean + deviation * noise - peak
        let logDensity = -0.5 * noise * noise - log(deviation) - 0.5 * log(2 * .pi)
        return GradientSample(
          value: -curvature / 2 * distance * distance - logDensity,
          slope: [-curvature * distance], score: [noise / deviation])
      })
  }
}
