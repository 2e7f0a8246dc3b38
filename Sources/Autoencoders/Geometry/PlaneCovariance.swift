internal import Foundation

/// The covariance of a distribution of codes, as it is seen on a plane.
public struct PlaneCovariance: Equatable, Sendable {
  /// The variance along the first axis.
  public let xx: Double
  /// The covariance of both.
  public let xy: Double
  /// The variance along the second axis.
  public let yy: Double

  /// A covariance by its entries.
  public init(xx: Double, xy: Double, yy: Double) {
    (self.xx, self.xy, self.yy) = (xx, xy, yy)
  }

  /// Of a distribution whose latents are independent, such as a Gaussian posterior.
  ///
  /// - Parameters:
  ///   - variances: a value for each latent.
  ///   - axes: the directions on the plane.
  public init(variances: [Double], along axes: PlaneAxes) {
    precondition(variances.count == axes.x.count, "\(variances.count) of \(axes.x.count) variances")
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for (index, variance) in variances.enumerated() {
      xx += variance * axes.x[index] * axes.x[index]
      xy += variance * axes.x[index] * axes.y[index]
      yy += variance * axes.y[index] * axes.y[index]
    }
    self.init(xx: xx, xy: xy, yy: yy)
  }

  /// Of any distribution.
  ///
  /// - Parameters:
  ///   - covariance: a row of values for each latent, row after row.
  ///   - axes: the directions on the plane.
  public init(covariance: [Double], along axes: PlaneAxes) {
    let latents = axes.x.count
    precondition(covariance.count == latents * latents, "\(covariance.count) values")
    func product(_ a: [Double], _ b: [Double]) -> Double {
      covariance.indices.reduce(0) {
        $0 + a[$1 / latents] * covariance[$1] * b[$1 % latents]
      }
    }
    self.init(xx: product(axes.x, axes.x), xy: product(axes.x, axes.y), yy: product(axes.y, axes.y))
  }

  /// Of one image's Gaussian posterior.
  ///
  /// - Parameters:
  ///   - logVariances: log σ² of each latent.
  ///   - axes: the directions on the plane.
  public init(logVariances: some Sequence<Float>, along axes: PlaneAxes) {
    self.init(
      variances: logVariances.map { exp(Double(Engine.logVariance($0))) }, along: axes)
  }
}

/// The codes of some images taken together: the mixture of their posteriors.
public struct PosteriorMixture: Equatable, Sendable {
  /// The mean code.
  public let mean: [Double]
  /// The mean covariance of the posteriors plus the covariance of their means (the law of total variance).
  public let covariance: PlaneCovariance

  /// - Parameters:
  ///   - posteriors: one or more rows of [mean | log-variance], or of codes alone where the model is not
  ///     variational.
  ///   - axes: the directions on the plane.
  public init(of posteriors: some Collection<ArraySlice<Float>>, along axes: PlaneAxes) {
    let latents = axes.x.count
    precondition(!posteriors.isEmpty, "a mixture of no posteriors")
    let count = Double(posteriors.count)
    var mean = [Double](repeating: 0, count: latents)
    for row in posteriors {
      for (index, value) in row.prefix(latents).enumerated() {
        mean[index] += Double(value) / count
      }
    }
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for row in posteriors {
      let offset = axes.coordinates(of: zip(row, mean).map { Double($0) - $1 })
      let spread =
        row.count == latents
        ? PlaneCovariance(xx: 0, xy: 0, yy: 0)
        : PlaneCovariance(logVariances: row.dropFirst(latents), along: axes)
      xx += (spread.xx + offset.x * offset.x) / count
      xy += (spread.xy + offset.x * offset.y) / count
      yy += (spread.yy + offset.y * offset.y) / count
    }
    self.mean = mean
    covariance = PlaneCovariance(xx: xx, xy: xy, yy: yy)
  }
}
