internal import Foundation

/// An estimate of how densely places lie on a plane: the mean of Gaussian kernels at them, in places per
/// unit of area, the total being one.
package struct KernelDensity: Sendable {
  private let places: [(x: Double, y: Double)]
  /// The standard deviations of the kernels along both axes.
  package let bandwidth: (x: Double, y: Double)

  private static let placesAtOnce = 2048

  package init(of places: [(x: Double, y: Double)], bandwidth: (x: Double, y: Double)) {
    precondition(!places.isEmpty, "the density of no places")
    precondition(bandwidth.x > 0 && bandwidth.y > 0, "a bandwidth of \(bandwidth)")
    self.places = places
    self.bandwidth = bandwidth
  }

  /// The density with the bandwidth of Scott's rule (1992) for two dimensions, the standard deviation along
  /// an axis divided by the sixth root of the number of places; but never less than half a cell of `grid`,
  /// so that no place falls between its points.
  package init(of places: [(x: Double, y: Double)], for grid: PlaneGrid) {
    let factor = pow(Double(places.count), -1.0 / 6)
    self.init(
      of: places,
      bandwidth: (
        max(factor * Self.deviation(places.map(\.x)), grid.cellWidth / 2),
        max(factor * Self.deviation(places.map(\.y)), grid.cellHeight / 2)
      ))
  }

  private static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(max(values.count - 1, 1))).squareRoot()
  }

  /// The density at the middle of each cell.
  ///
  /// A kernel is a function of x times one of y, so that the sum over places is a product of matrices.
  package func values(on grid: PlaneGrid, engine: Engine) -> [Double] {
    let columns = AxisKernels(grid.xs, deviation: bandwidth.x)
    let rows = AxisKernels(grid.ys, deviation: bandwidth.y)
    let sums = Matrix(rows: grid.rows, columns: grid.columns)
    for start in stride(from: 0, to: places.count, by: Self.placesAtOnce) {
      let part = places[start..<min(start + Self.placesAtOnce, places.count)]
      engine.multiply(
        .transposed(rows.values(at: part.map(\.y), on: engine)),
        .plain(columns.values(at: part.map(\.x), on: engine)), accumulating: start > 0, into: sums)
    }
    let scale = 1 / (2 * Double.pi * bandwidth.x * bandwidth.y * Double(places.count))
    return sums.floats.map { Double($0) * scale }
  }
}

/// Gaussian kernels, one at their peak, at the points of one axis of a grid.
private struct AxisKernels {
  let points: [Double]
  let deviation: Double

  init(_ points: [Double], deviation: Double) {
    self.points = points
    self.deviation = deviation
  }

  /// exp(-(point - place)² / 2σ²), a row for each place.
  func values(at places: [Double], on engine: Engine) -> Matrix {
    let exponents = Matrix(rows: places.count, columns: points.count)
    for (row, place) in places.enumerated() {
      exponents.setRow(
        row,
        to: points.map { point in
          let distance = (point - place) / deviation
          // What is left of a kernel out there is less than the kernel of `exp` can tell from nothing.
          return Float(max(-0.5 * distance * distance, -87))
        })
    }
    engine.exp(exponents, into: exponents)
    return exponents
  }
}
