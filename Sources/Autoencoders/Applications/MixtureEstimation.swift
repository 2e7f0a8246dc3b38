internal import Foundation

/// The steps of expectation maximization for a mixture of normal distributions (Bishop 2006, 9.2.2).
struct MixtureEstimation {
  /// Less `origin`, so that a distant mean costs no digits.
  private let codes: Matrix
  private let origin: [Float]
  /// Added to every variance.
  private let variancePadding: Double
  private let engine: Engine

  private static let batchSize = 1000

  /// - Parameter codes: rows of `dimensions` values.
  init(_ codes: [Float], dimensions: Int, engine: Engine) {
    let count = Double(codes.count / dimensions)
    var sums = [Double](repeating: 0, count: dimensions)
    for (index, value) in codes.enumerated() { sums[index % dimensions] += Double(value) }
    let origin = sums.map { Float($0 / count) }
    var squares = 0.0
    let centered = codes.enumerated().map { index, value in
      let difference = value - origin[index % dimensions]
      squares += Double(difference) * Double(difference)
      return difference
    }
    let leastPadding = 1e-12
    variancePadding = max(1e-4 * squares / Double(codes.count), leastPadding)
    self.codes = Matrix(centered, columns: dimensions)
    self.origin = origin
    self.engine = engine
  }

  /// A component for the codes nearest to each of `count` centers; each center is a code drawn with a
  /// probability in proportion to its squared distance from the nearest center before it.
  func start(components count: Int, seed: UInt64) -> GaussianMixture {
    var random = Philox(seed: seed, stream: .mixture, step: 1)
    var distances = [Double](repeating: .infinity, count: codes.rows)
    var owners = [Int](repeating: 0, count: codes.rows)
    for component in 0..<count {
      let center =
        component == 0
        ? Int(random.next(below: UInt32(codes.rows)))
        : Self.draw(by: distances, at: Double(random.nextUnit()))
      let centerCode = codes.row(center)
      for row in 0..<codes.rows {
        let distance = squaredDistance(codes.row(row), centerCode)
        if distance < distances[row] { (distances[row], owners[row]) = (distance, component) }
      }
    }
    var statistics = MixtureStatistics(components: count, dimensions: codes.columns, engine: engine)
    forEachBatch { rows, batch in
      let shares = Matrix(rows: batch.rows, columns: count)
      for row in 0..<batch.rows { shares[row, owners[rows.lowerBound + row]] = 1 }
      statistics.add(batch, shares: shares)
    }
    return statistics.mixture(origin: origin, variancePadding: variancePadding)
  }

  /// The index at which the running sum of `weights` passes the share `place` of the whole.
  private static func draw(by weights: [Double], at place: Double) -> Int {
    var rest = weights.reduce(0, +) * place
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }

  /// A mixture at least as likely, and the mean log-likelihood of the codes under the one given.
  func improve(_ mixture: GaussianMixture) -> (mixture: GaussianMixture, logLikelihood: Double) {
    var statistics = MixtureStatistics(
      components: mixture.components.count, dimensions: codes.columns, engine: engine)
    let sum = expectation(mixture) { statistics.add($0, shares: $1) }
    return (
      statistics.mixture(origin: origin, variancePadding: variancePadding),
      sum / Double(codes.rows)
    )
  }

  /// The mean over codes of the log-likelihood.
  func logLikelihood(of mixture: GaussianMixture) -> Double {
    expectation(mixture) { _, _ in } / Double(codes.rows)
  }

  /// Gives `body` batches of codes and the share of each component in each code; returns the sum of their
  /// log-likelihoods.
  private func expectation(
    _ mixture: GaussianMixture, _ body: (Matrix, Matrix) -> Void
  ) -> Double {
    let densities = mixture.components.map { ComponentDensity($0, origin: origin) }
    var sum = 0.0
    forEachBatch { _, batch in
      let columns = densities.map { $0.logarithms(of: batch, on: engine) }
      let shares = Matrix(rows: batch.rows, columns: columns.count)
      for row in 0..<batch.rows {
        var mean = LogMean()
        for column in columns { mean.add(column[row]) }
        let logDensity = mean.value + log(Double(columns.count))
        shares.setRow(row, to: columns.map { Float(exp($0[row] - logDensity)) })
        sum += logDensity
      }
      body(batch, shares)
    }
    return sum
  }

  private func forEachBatch(_ body: (Range<Int>, Matrix) -> Void) {
    for start in stride(from: 0, to: codes.rows, by: Self.batchSize) {
      let rows = start..<min(start + Self.batchSize, codes.rows)
      body(rows, codes.rows(rows))
    }
  }
}

/// A component's share of a mixture's density, ready for many codes.
private struct ComponentDensity {
  private let whitening: Matrix
  private let bias: Matrix
  private let logPeak: Double

  /// For codes less `origin`.
  init(_ component: GaussianMixture.Component, origin: [Float]) {
    let size = component.mean.count
    let whitening = component.whitening
    let mean = zip(component.mean, origin).map { $0 - Double($1) }
    let bias = (0..<size).map { row in
      -(0..<size).reduce(0) { $0 + whitening[row * size + $1] * mean[$1] }
    }
    self.whitening = Matrix(whitening.map { Float($0) }, columns: size)
    self.bias = Matrix(bias.map { Float($0) }, columns: size)
    logPeak = component.logPeak
  }

  /// log(weight · density) of each code.
  func logarithms(of codes: Matrix, on engine: Engine) -> [Double] {
    let whitened = Matrix(rows: codes.rows, columns: codes.columns)
    engine.multiply(.plain(codes), .transposed(whitening), bias: bias, into: whitened)
    return (0..<codes.rows).map { row in
      var sum = 0.0
      for value in whitened.row(row) { sum += Double(value) * Double(value) }
      return logPeak - 0.5 * sum
    }
  }
}

private func squaredDistance(_ a: [Float], _ b: [Float]) -> Double {
  var sum = 0.0
  for index in a.indices {
    let difference = Double(a[index]) - Double(b[index])
    sum += difference * difference
  }
  return sum
}
