/// A plane through the mean of some codes along two of their directions of greatest variance: the first
/// two, or a later pair.
///
/// Found by orthogonal iteration on the covariance (Golub and Van Loan, 8.2.4), of a sample where there
/// are many values.
public struct PrincipalPlane: Equatable, Sendable {
  /// The mean code, which lies at the origin of the plane.
  public let mean: [Double]
  /// Two orthonormal directions; each one's largest component is positive, so that the plane does not
  /// flip from one call to the next, unless the plane was turned to match another.
  public let axes: [[Double]]
  /// The part of the codes' variance in all dimensions that lies along each axis, from 0 to 1, by the sample
  /// that the axes are found from; zero where there is no variance.
  public let varianceShares: [Double]

  /// - Parameters:
  ///   - codes: rows of `dimensions` values, at least one row, two dimensions or more.
  ///   - dimensions: values per code.
  ///   - pair: which two directions, counted from 0: the first and second, the third and fourth and so on; at
  ///     most `dimensions` / 2 of them.
  public init(of codes: [Float], dimensions: Int, pair: Int = 0) {
    precondition(dimensions >= 2 && codes.count >= dimensions, "\(codes.count) values")
    precondition(pair >= 0 && 2 * pair + 2 <= dimensions, "pair \(pair) of \(dimensions) values")
    let count = codes.count / dimensions
    var mean = [Double](repeating: 0, count: dimensions)
    for (index, value) in codes.enumerated() { mean[index % dimensions] += Double(value) }
    mean = mean.map { $0 / Double(count) }
    self.mean = mean
    let sample = Self.centeredSample(of: codes, mean: mean)
    var directions: [[Double]] = []
    for _ in 0...pair {
      directions += Self.leadingDirections(of: sample, dimensions: dimensions, after: directions)
    }
    axes = Array(directions.suffix(2))
    varianceShares = Self.varianceShares(of: sample, along: axes)
  }

  init(mean: [Double], axes: [[Double]], varianceShares: [Double]) {
    self.mean = mean
    self.axes = axes
    self.varianceShares = varianceShares
  }

  private static func varianceShares(of rows: [Double], along axes: [[Double]]) -> [Double] {
    let total = rows.reduce(0) { $0 + $1 * $1 }
    guard total > 0 else { return axes.map { _ in 0 } }
    return axes.map { axis in
      let product = covarianceProduct(rows, axis)
      return zip(product, axis).reduce(0) { $0 + $1.0 * $1.1 } / total
    }
  }

  /// Values that the directions are found from at most, so that they are found within a frame or two.
  private static let sampledValues = 400_000

  /// The codes less their mean, or as many evenly chosen ones as make `sampledValues`.
  private static func centeredSample(of codes: [Float], mean: [Double]) -> [Double] {
    let dimensions = mean.count
    let count = codes.count / dimensions
    let sampled = min(count, max(2, sampledValues / dimensions))
    return (0..<sampled).flatMap { place in
      let first = place * count / sampled * dimensions
      return (0..<dimensions).map { Double(codes[first + $0]) - mean[$0] }
    }
  }

  /// The two directions of the greatest variance at right angles to `earlier`.
  private static func leadingDirections(
    of rows: [Double], dimensions: Int, after earlier: [[Double]]
  ) -> [[Double]] {
    // Any start that is not orthogonal to the answer will do; this one is fixed.
    var axes = (0..<2).map { axis in (0..<dimensions).map { $0 % 2 == axis ? 1.0 : 0.01 } }
    for _ in 0..<200 {
      let next = orthonormal(axes.map { covarianceProduct(rows, $0) }, after: earlier)
      let moved = zip(axes.joined(), next.joined()).map { abs($0 - $1) }.max() ?? 0
      axes = next
      if moved < 1e-9 { break }
    }
    return axes.map { axis in
      let largest = axis.max { abs($0) < abs($1) } ?? 1
      return largest < 0 ? axis.map(-) : axis
    }
  }

  /// Σ row · (row · axis), the covariance times `axis` but for a factor, without the covariance, which
  /// for a code of 1568 values would be larger than the codes.
  private static func covarianceProduct(_ rows: [Double], _ axis: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: axis.count)
    for first in stride(from: 0, to: rows.count, by: axis.count) {
      var projection = 0.0
      for index in axis.indices { projection += rows[first + index] * axis[index] }
      for index in axis.indices { product[index] += rows[first + index] * projection }
    }
    return product
  }

  /// Each of `axes` less its part along those before it and along `earlier`, at length one (Gram and
  /// Schmidt).
  private static func orthonormal(_ axes: [[Double]], after earlier: [[Double]]) -> [[Double]] {
    var found = earlier
    for axis in axes {
      let rest = rejection(of: axis, from: found)
      // Where the codes do not vary any more, rounding is all that is left.
      let hasDirection = length(rest) > max(1e-12 * length(axis), 1e-300)
      found.append(normalized(hasDirection ? rest : directionOutside(found, axis.count)))
    }
    return Array(found.dropFirst(earlier.count))
  }

  /// What `vector` has at right angles to orthonormal `axes`.
  private static func rejection(of vector: [Double], from axes: [[Double]]) -> [Double] {
    axes.reduce(vector) { rest, axis in
      let overlap = zip(axis, rest).reduce(0) { $0 + $1.0 * $1.1 }
      return zip(rest, axis).map { $0 - overlap * $1 }
    }
  }

  /// What the latent that is least along `axes` has at right angles to them.
  private static func directionOutside(_ axes: [[Double]], _ dimensions: Int) -> [Double] {
    let overlaps = (0..<dimensions).map { index in
      axes.reduce(0) { $0 + $1[index] * $1[index] }
    }
    let least = overlaps.indices.min { overlaps[$0] < overlaps[$1] } ?? 0
    return rejection(of: (0..<dimensions).map { $0 == least ? 1 : 0 }, from: axes)
  }

  private static func length(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private static func normalized(_ vector: [Double]) -> [Double] {
    let length = length(vector)
    return vector.map { $0 / length }
  }

  /// The coordinates in the plane of each code.
  public func project(_ codes: [Float]) -> [(x: Double, y: Double)] {
    let dimensions = mean.count
    return (0..<codes.count / dimensions).map { row in
      var point = (x: 0.0, y: 0.0)
      for index in 0..<dimensions {
        let centered = Double(codes[row * dimensions + index]) - mean[index]
        point.x += centered * axes[0][index]
        point.y += centered * axes[1][index]
      }
      return point
    }
  }

  /// The code at a point of the plane.
  public func code(x: Double, y: Double) -> [Float] {
    mean.indices.map { Float(mean[$0] + x * axes[0][$0] + y * axes[1][$0]) }
  }
}
