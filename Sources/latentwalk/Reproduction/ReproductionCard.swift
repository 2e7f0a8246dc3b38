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

  /// What the claims about one recipe are about.
  func metrics(of recipe: String) -> Set<ReproductionMetric> {
    Set(claims.filter { $0.recipe == recipe }.map(\.metric))
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
  /// The largest |E[mean²] + E[variance] - 1| of a latent dimension over the training images, zero
  /// where the KL term is stationary.
  case momentGap = "gap of the moments, training images"
  /// The share of test images whose class most of their five nearest training codes have.
  case neighborAccuracy = "5-NN accuracy on codes"

  func value(_ run: ReproductionRun) -> Double {
    let evaluation = run.evaluation
    return switch self {
    case .crossEntropy: evaluation.loss.reconstruction / Double(run.pixels)
    case .negativeELBO: evaluation.loss.negativeELBO
    case .codeMean:
      evaluation.codes.reduce(0) { $0 + Double($1) } / Double(max(evaluation.codes.count, 1))
    case .peakSignalToNoise: evaluation.peakSignalToNoise(pixels: run.pixels)
    case .momentGap: run.momentGap ?? .nan
    case .neighborAccuracy: run.neighborAccuracy ?? .nan
    }
  }

  var decimals: Int {
    switch self {
    case .crossEntropy, .neighborAccuracy: 4
    case .momentGap: 3
    case .negativeELBO, .codeMean, .peakSignalToNoise: 2
    }
  }
}
