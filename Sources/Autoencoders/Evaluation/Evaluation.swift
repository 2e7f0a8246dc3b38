internal import Foundation

/// The losses and code statistics of a model on a set of images, in nats per image unless said otherwise.
public struct Evaluation: Equatable, Sendable {
  /// How many images the model was evaluated on.
  public let images: Int
  /// Mean over images, and over `samples` codes of each posterior.
  public let loss: LossTerms
  /// Samples of the posterior behind the reconstruction term; none for a deterministic code.
  public let samples: Int
  /// Squared error of the decoded mean against the target, summed over pixels.
  public let squaredError: Double
  /// KL of each latent dimension; empty for a deterministic code, and where a flow transforms the posterior.
  public let klPerDimension: [Double]
  /// E[mean²] of each latent dimension.
  public let squaredMean: [Double]
  /// E[variance] of each latent dimension; zero for a deterministic code, of the Gaussian that a flow transforms
  /// where there is one.
  public let variance: [Double]
  /// The variance over images of each latent dimension's posterior mean, or of its code.
  public let varianceOfMean: [Double]
  /// The posterior mean, or the code, of every image, row after row.
  public let codes: [Float]

  /// How many latent dimensions a code has.
  public var latentCount: Int { squaredMean.count }

  /// How many latent dimensions tell images apart: their posterior mean varies by more than 0.01 over
  /// the images (Burda, Grosse and Salakhutdinov 2015).
  public var activeUnits: Int { varianceOfMean.count { $0 > 0.01 } }

  /// The peak signal-to-noise ratio in decibels, from the mean squared error over all images.
  public func peakSignalToNoise(pixels: Int) -> Double {
    -10 * log10(squaredError / Double(pixels))
  }
}
