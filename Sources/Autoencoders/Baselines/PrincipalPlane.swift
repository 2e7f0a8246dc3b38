/// The plane through the mean of some codes along their two directions of greatest variance.
///
/// Found by orthogonal iteration on the covariance (Golub and Van Loan, 8.2.4), of a sample where there
/// are many values.
public struct PrincipalPlane: Equatable, Sendable {
  /// The mean code, which lies at the origin of the plane.
  public let mean: [Double]
  /// Two orthonormal directions; each one's largest component is positive, so that the plane does not
  /// flip from one call to the next.
  public let axes: [[Double]]

  /// - Parameters:
  ///   - codes: rows of `dimensions` values, at least one row, two dimensions or more.
  ///   - dimensions: values per code.
  public init(of codes: [Float], dimensions: Int) {
    precondition(dimensions >= 2 && codes.count >= dimensions, "\(codes.count) values")
    let count = codes.count / dimensions
    var mean = [Double](repeating: 0, count: dimensions)
    for (index, value) in codes.enumerated() { mean[index % dimensions] += Double(value) }
    mean = mean.map { $0 / Double(count) }
    self.mean = mean
    axes = Self.leadingDirections(
      of: Self.centeredSample(of: codes, mean: mean), dimensions: dimensions)
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

  private static func leadingDirections(of rows: [Double], dimensions: Int) -> [[Double]] {
    // Any start that is not orthogonal to the answer will do; this one is fixed.
    var axes = (0..<2).map { axis in (0..<dimensions).map { $0 % 2 == axis ? 1.0 : 0.01 } }
    for _ in 0..<200 {
      let next = orthonormal(axes.map { covarianceProduct(rows, $0) })
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

  private static func orthonormal(_ axes: [[Double]]) -> [[Double]] {
    let first = normalized(axes[0], otherwise: 0)
    let overlap = zip(first, axes[1]).reduce(0) { $0 + $1.0 * $1.1 }
    return [first, normalized(zip(axes[1], first).map { $0 - overlap * $1 }, otherwise: 1)]
  }

  /// The vector at length one, or the unit vector `index` when it has none.
  private static func normalized(_ vector: [Double], otherwise index: Int) -> [Double] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 1e-300 else { return vector.indices.map { $0 == index ? 1 : 0 } }
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
