internal import Foundation

/// log √(2π · variance): what one dimension of a Gaussian costs at its mean, in nats.
func logSquareRoot2Pi(variance: Double) -> Double { 0.5 * log(2 * .pi * variance) }

/// log p(z) - log q(z | x), in nats, of one dimension of a code that a Gaussian posterior gave for `noise`,
/// its log-variance being that of the model's raw value; the prior is N(0, 1).
func logDensityRatio(code: Float, noise: Float, rawLogVariance: Float) -> Double {
  let (code, noise) = (Double(code), Double(noise))
  return 0.5 * (noise * noise + Double(Engine.logVariance(rawLogVariance)) - code * code)
}
