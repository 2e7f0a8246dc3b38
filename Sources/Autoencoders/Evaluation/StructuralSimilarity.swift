internal import Foundation

/// The structural similarity index of Wang, Bovik, Sheikh and Simoncelli (2004): one where two images
/// agree, for values in [0, 1]; in color the mean over red, green and blue.
///
/// Windows of 11x11, weighted by a Gaussian of standard deviation 1.5, stand wherever they fit; the
/// constants are K₁ = 0.01 and K₂ = 0.03. A window's weights are a product of those of its row and of its
/// column, so that sums go along rows first and then along columns.
package struct StructuralSimilarity: Sendable {
  package static let windowSide = 11
  private static let windowDeviation = 1.5
  private static let (c1, c2) = (0.01 * 0.01, 0.03 * 0.03)

  private let shape: FeatureShape
  /// The weights of a window's rows, and those of its columns.
  private let profile: [Float]

  /// For images of one shape, at least as high and wide as a window.
  package init(height: Int, width: Int, channels: Int = 1) {
    let side = Self.windowSide
    precondition(
      height >= side && width >= side, "images of \(height)x\(width), windows of \(side)x\(side)")
    let weights = (0..<side).map { place in
      exp(-0.5 * pow(Double(place - side / 2) / Self.windowDeviation, 2))
    }
    let sum = weights.reduce(0, +)
    shape = FeatureShape(height: height, width: width, channels: channels)
    profile = weights.map { Float($0 / sum) }
  }

  /// The mean over windows of the index between each image and the other of the same row.
  package func values(_ images: Matrix, _ others: Matrix, on engine: Engine) -> [Double] {
    precondition(images.rows == others.rows, "\(images.rows) images and \(others.rows)")
    let pairs = (0..<images.rows).map { (images.row($0), others.row($0)) }
    return engine.concurrentMap(pairs.count) { value(pairs[$0].0, pairs[$0].1) }
  }

  /// (2 μₓ μᵧ + C₁) (2 σₓᵧ + C₂) / ((μₓ² + μᵧ² + C₁) (σₓ² + σᵧ² + C₂)), averaged.
  private func value(_ image: [Float], _ other: [Float]) -> Double {
    let means = (averages(image), averages(other))
    let squares = (averages(product(image, image)), averages(product(other, other)))
    let products = averages(product(image, other))
    var sum = 0.0
    for index in products.indices {
      let (a, b) = (Double(means.0[index]), Double(means.1[index]))
      let variances = Double(squares.0[index]) - a * a + Double(squares.1[index]) - b * b
      let covariance = Double(products[index]) - a * b
      sum +=
        (2 * a * b + Self.c1) * (2 * covariance + Self.c2)
        / ((a * a + b * b + Self.c1) * (variances + Self.c2))
    }
    return sum / Double(products.count)
  }

  private func product(_ a: [Float], _ b: [Float]) -> [Float] { zip(a, b).map { $0 * $1 } }

  /// The weighted mean of each window, channel by channel.
  private func averages(_ values: [Float]) -> [Float] {
    let columns = shape.width - Self.windowSide + 1
    let along = sums(
      values, lines: shape.height, from: shape.width * shape.channels,
      to: columns * shape.channels, step: shape.channels)
    // To sums along columns the whole image is one line, and its rows are a step apart.
    let row = columns * shape.channels
    return sums(
      along, lines: 1, from: shape.height * row, to: (shape.height - Self.windowSide + 1) * row,
      step: row)
  }

  /// Weighted sums of values that are `step` apart, in lines of so many values before and after.
  private func sums(
    _ values: [Float], lines: Int, from before: Int, to after: Int, step: Int
  ) -> [Float] {
    var sums = [Float](repeating: 0, count: lines * after)
    for line in 0..<lines {
      for (place, weight) in profile.enumerated() {
        let (source, target) = (line * before + place * step, line * after)
        for index in 0..<after { sums[target + index] += weight * values[source + index] }
      }
    }
    return sums
  }
}
