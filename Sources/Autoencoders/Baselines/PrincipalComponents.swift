internal import Foundation
public import ImageSets

/// The directions along which rows vary most, and their mean: the linear code with the least squared
/// error (Pearson 1901), which any autoencoder should beat.
public struct PrincipalComponents: Equatable, Sendable {
  /// The mean of the rows, which is subtracted before they are projected.
  public let mean: [Double]
  /// Orthonormal directions, from that of the greatest variance; each one's largest component is
  /// positive.
  public let axes: [[Double]]
  /// The variance of the rows along each axis, divided by the number of rows.
  public let variances: [Double]

  /// The `count` main directions of the pixels of `images`, from 0 to 1 each; all of them where there
  /// are fewer.
  public init(of images: LabeledImages, count: Int, on engine: Engine) {
    var covariance = CrossCovariance(on: engine)
    images.forEachBatch(on: engine) { covariance.add($0) }
    self.init(covariance, count: count)
  }

  /// The `count` main directions of `codes`, rows of `dimensions` values.
  public init(of codes: [Float], dimensions: Int, count: Int, on engine: Engine) {
    let rowsAtOnce = 500
    var covariance = CrossCovariance(on: engine)
    for start in stride(from: 0, to: codes.count, by: rowsAtOnce * dimensions) {
      let end = min(start + rowsAtOnce * dimensions, codes.count)
      covariance.add(Matrix(codes[start..<end], columns: dimensions))
    }
    self.init(covariance, count: count)
  }

  private init(_ covariance: CrossCovariance, count: Int) {
    precondition(covariance.rows > 0, "the main directions of no rows")
    mean = covariance.leftMean
    let eigen = SymmetricEigendecomposition(covariance.values, size: mean.count)
    axes = Array(eigen.vectors.prefix(count))
    variances = eigen.values.prefix(count).map { max($0, 0) }
  }

  private init(mean: [Double], axes: [[Double]], variances: [Double]) {
    self.mean = mean
    self.axes = axes
    self.variances = variances
  }

  /// The first `count` of these components.
  public func prefix(_ count: Int) -> PrincipalComponents {
    PrincipalComponents(
      mean: mean, axes: Array(axes.prefix(count)), variances: Array(variances.prefix(count)))
  }

  /// The coordinates along each axis of `rows`, less the mean.
  package func project(_ rows: Matrix, on engine: Engine) -> Matrix {
    let offsets = axes.map { axis in -zip(axis, mean).reduce(0) { $0 + $1.0 * $1.1 } }
    let codes = Matrix(rows: rows.rows, columns: axes.count)
    engine.multiply(
      .plain(rows), .transposed(axisMatrix), bias: Matrix(offsets.map { Float($0) }), into: codes)
    return codes
  }

  /// The coordinates along each axis of `codes`, row after row.
  public func project(_ codes: [Float], on engine: Engine) -> [Float] {
    project(Matrix(codes, columns: mean.count), on: engine).floats
  }

  /// The points of the plane through the mean that coordinates along the axes stand for.
  package func reconstruct(_ codes: Matrix, on engine: Engine) -> Matrix {
    let rows = Matrix(rows: codes.rows, columns: mean.count)
    engine.multiply(
      .plain(codes), .plain(axisMatrix), bias: Matrix(mean.map { Float($0) }), into: rows)
    return rows
  }

  /// The squared distance of each row from its reconstruction.
  package func squaredErrors(of rows: Matrix, on engine: Engine) -> [Double] {
    reconstruct(project(rows, on: engine), on: engine).squaredDistances(to: rows)
  }

  /// The mean over images of the squared error, summed over pixels, of reconstructions as they are: some of
  /// their pixels lie outside [0, 1].
  public func squaredError(of images: LabeledImages, on engine: Engine) -> Double {
    var sum = 0.0
    images.forEachBatch(on: engine) { pixels in
      sum += squaredErrors(of: pixels, on: engine).reduce(0, +)
    }
    return sum / Double(images.count)
  }

  /// The losses of reconstructions clipped to [1e-7, 1 - 1e-7], as Keras clips probabilities, means over
  /// images.
  public struct ClippedLosses: Equatable, Sendable {
    /// Summed over pixels.
    public let squaredError: Double
    /// The cross-entropy of the pixels, in nats per image.
    public let bernoulli: Double
  }

  /// The losses of images, pixels from 0 to 1, projected on these components and back.
  public func clippedLosses(of images: LabeledImages, on engine: Engine) -> ClippedLosses {
    var (squares, nats) = (0.0, 0.0)
    images.forEachBatch(on: engine) { pixels in
      let reconstructed = reconstruct(project(pixels, on: engine), on: engine)
      for row in 0..<pixels.rows {
        for (pixel, mean) in zip(pixels.row(row), reconstructed.row(row)) {
          let (pixel, clipped) = (Double(pixel), min(max(Double(mean), 1e-7), 1 - 1e-7))
          squares += (pixel - clipped) * (pixel - clipped)
          nats -= pixel * log(clipped) + (1 - pixel) * log(1 - clipped)
        }
      }
    }
    let count = Double(images.count)
    return ClippedLosses(squaredError: squares / count, bernoulli: nats / count)
  }

  private var axisMatrix: Matrix { Matrix(axes.joined().map { Float($0) }, columns: mean.count) }
}

extension Matrix {
  /// One row.
  fileprivate init(_ row: [Float]) { self.init(row, columns: row.count) }
}
