internal import Autoencoders

/// One experiment of the literature: what is trained, and what should come out.
struct ReproductionCard: Sendable {
  let name: String
  let title: String
  let recipes: [Recipe]
  let claims: [Claim]

  /// Something that should come out of one of the recipes, on average over seeds.
  struct Claim: Sendable {
    let recipe: String
    let metric: ReproductionMetric
    let bound: Bound
    /// A proposal that goes beyond what was published; a card passes without it.
    var isStretch = false
    /// The number to compare with, and where it stands.
    let published: String
  }

  enum Bound: Sendable {
    case atMost(Double)
    case atLeast(Double)
    case within(Double, of: Double)

    func holds(_ value: Double) -> Bool {
      switch self {
      case .atMost(let limit): value <= limit
      case .atLeast(let limit): value >= limit
      case .within(let distance, let center): abs(value - center) <= distance
      }
    }
  }
}

/// A number that is read off an evaluation on the test images.
enum ReproductionMetric: String, Sendable {
  case crossEntropy = "cross-entropy a pixel"
  case negativeELBO = "-ELBO"
  case codeMean = "mean of the code"
  case peakSignalToNoise = "PSNR in dB"
  /// The largest |E[mean²] + E[variance] - 1| of a latent dimension, zero where the KL term is
  /// stationary.
  case momentGap = "gap of the moments"

  func value(_ evaluation: Evaluation, pixels: Int) -> Double {
    switch self {
    case .crossEntropy: evaluation.loss.reconstruction / Double(pixels)
    case .negativeELBO: evaluation.loss.negativeELBO
    case .codeMean:
      evaluation.codes.reduce(0) { $0 + Double($1) } / Double(max(evaluation.codes.count, 1))
    case .peakSignalToNoise: evaluation.peakSignalToNoise(pixels: pixels)
    case .momentGap:
      zip(evaluation.squaredMean, evaluation.variance).map { abs($0 + $1 - 1) }.max() ?? .nan
    }
  }

  var decimals: Int {
    switch self {
    case .crossEntropy: 4
    case .momentGap: 3
    case .negativeELBO, .codeMean, .peakSignalToNoise: 2
    }
  }
}
