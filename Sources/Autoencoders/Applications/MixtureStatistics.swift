/// The sufficient statistics of a mixture: for each component the sum of its responsibilities for the
/// codes, and the first and second moments weighted by them.
struct MixtureStatistics {
  private let dimensions: Int
  private let engine: Engine
  private var counts: [Double]
  /// Components x dimensions.
  private var sums: [Double]
  /// For each component, dimensions x dimensions.
  private var products: [[Double]]

  init(components: Int, dimensions: Int, engine: Engine) {
    self.dimensions = dimensions
    self.engine = engine
    counts = [Double](repeating: 0, count: components)
    sums = [Double](repeating: 0, count: components * dimensions)
    products = [[Double]](
      repeating: [Double](repeating: 0, count: dimensions * dimensions), count: components)
  }

  /// Adds rows of codes and rows of the components' shares in them.
  mutating func add(_ codes: Matrix, shares: Matrix) {
    let weighted = Matrix(rows: codes.rows, columns: dimensions)
    let product = Matrix(rows: dimensions, columns: dimensions)
    for component in counts.indices {
      for row in 0..<codes.rows {
        let share = shares[row, component]
        let values = codes.row(row).map { share * $0 }
        weighted.setRow(row, to: values)
        counts[component] += Double(share)
        for index in values.indices {
          sums[component * dimensions + index] += Double(values[index])
        }
      }
      engine.multiply(.transposed(weighted), .plain(codes), into: product)
      for row in 0..<dimensions {
        for (column, value) in product.row(row).enumerated() {
          products[component][row * dimensions + column] += Double(value)
        }
      }
    }
  }

  /// The likeliest mixture, `variancePadding` added to every variance.
  ///
  /// - Parameter origin: what was subtracted from the codes.
  func mixture(origin: [Float], variancePadding: Double) -> GaussianMixture {
    let total = counts.reduce(0, +)
    return GaussianMixture(
      components: counts.indices.map { component in
        // A component that no code has a share in stays finite.
        let count = max(counts[component], 1e-9)
        let mean = (0..<dimensions).map { sums[component * dimensions + $0] / count }
        let covariance = products[component].enumerated().map { place, product in
          product / count - mean[place / dimensions] * mean[place % dimensions]
        }
        return GaussianMixture.Component(
          weight: count / total, mean: zip(mean, origin).map { $0 + Double($1) },
          factor: factor(of: covariance, variancePadding: variancePadding))
      })
  }

  /// The factor of a covariance with `variancePadding` added to every variance; with more where rounding
  /// has left a narrow component far from all others a covariance that is none.
  private func factor(of covariance: [Double], variancePadding: Double) -> CholeskyFactor {
    var padding = variancePadding
    while true {
      var padded = covariance
      for index in 0..<dimensions { padded[index * (dimensions + 1)] += padding }
      if let factor = CholeskyFactor(padded, size: dimensions) { return factor }
      precondition(padding.isFinite, "a covariance that is not finite")
      padding *= 10
    }
  }
}
