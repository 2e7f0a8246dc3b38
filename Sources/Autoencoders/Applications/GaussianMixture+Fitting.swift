internal import Foundation

/// Why a mixture cannot be fitted.
public enum GaussianMixtureError: Error, Equatable {
  /// A covariance of `dimensions` latents needs more codes than there are for every component.
  case tooFewCodes(Int, needed: Int)
  /// Codes of more values than a covariance is kept for.
  case tooManyDimensions(Int, limit: Int)
  /// Codes whose squares overflow.
  case tooLarge
}

extension GaussianMixture {
  /// Latents up to which a full covariance is fitted.
  public static let dimensionLimit = 512

  /// Fits `count` components to codes by expectation maximization (Dempster, Laird and Rubin 1977), from
  /// centers chosen by k-means++ (Arthur and Vassilvitskii 2007), until the mean log-likelihood gains less
  /// than `tolerance` nats.
  ///
  /// A ten-thousandth of the codes' mean variance is added to every variance, so that latents which never
  /// change, or components of few codes, do no harm.
  ///
  /// - Parameters:
  ///   - codes: rows of `dimensions` values, at least `dimensions` + 1 for each component.
  ///   - dimensions: values per code.
  ///   - count: how many components there are.
  ///   - seed: of the choice of the first centers.
  ///   - iterations: the most steps of expectation maximization.
  ///   - tolerance: the gain in nats at which the fit ends.
  ///   - engine: where it is computed.
  ///   - progress: told after every iteration, from one, what the mean log-likelihood was before
  ///     it.
  public init(
    fitting codes: [Float], dimensions: Int, components count: Int, seed: UInt64,
    iterations: Int = 100, tolerance: Double = 1e-3, on engine: Engine,
    progress: (Int, Double) -> Void = { _, _ in }
  ) throws(GaussianMixtureError) {
    let rows = codes.count / dimensions
    guard dimensions <= Self.dimensionLimit else {
      throw .tooManyDimensions(dimensions, limit: Self.dimensionLimit)
    }
    guard rows >= count * (dimensions + 1) else {
      throw .tooFewCodes(rows, needed: count * (dimensions + 1))
    }
    guard codes.areComparable else { throw .tooLarge }
    let estimation = MixtureEstimation(codes, dimensions: dimensions, engine: engine)
    var mixture = estimation.start(components: count, seed: seed)
    var last = -Double.infinity
    for iteration in 1...max(iterations, 1) {
      let (next, logLikelihood) = estimation.improve(mixture)
      progress(iteration, logLikelihood)
      mixture = next
      if logLikelihood - last < tolerance { break }
      last = logLikelihood
    }
    self = mixture
  }

  /// The mean over codes of log p(code), in nats.
  public func logLikelihood(of codes: [Float], on engine: Engine) -> Double {
    let dimensions = components[0].mean.count
    return MixtureEstimation(codes, dimensions: dimensions, engine: engine).logLikelihood(of: self)
  }
}
