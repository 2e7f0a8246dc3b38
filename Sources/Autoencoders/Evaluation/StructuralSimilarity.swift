internal import Foundation

/// The structural similarity index of Wang, Bovik, Sheikh and Simoncelli (2004): one where two images
/// agree, for pixels in [0, 1].
///
/// Windows of 11x11, weighted by a Gaussian of standard deviation 1.5, stand wherever they fit; the
/// constants are K₁ = 0.01 and K₂ = 0.03.
package struct StructuralSimilarity {
  package static let windowSide = 11
  private static let windowDeviation = 1.5
  private static let (c1, c2) = (0.01 * 0.01, 0.03 * 0.03)

  /// Pixels x windows: the weight of each pixel in each window.
  private let windows: Matrix

  /// For images of one size, at least as high and wide as a window.
  package init(height: Int, width: Int) {
    let side = Self.windowSide
    precondition(
      height >= side && width >= side, "images of \(height)x\(width), windows of \(side)x\(side)")
    let profile = (0..<side).map { place in
      exp(-0.5 * pow(Double(place - side / 2) / Self.windowDeviation, 2))
    }
    let sum = profile.reduce(0, +)
    let (down, across) = (height - side + 1, width - side + 1)
    windows = Matrix(rows: height * width, columns: down * across)
    for window in 0..<down * across {
      let (top, left) = (window / across, window % across)
      for place in 0..<side * side {
        let (y, x) = (place / side, place % side)
        windows[(top + y) * width + left + x, window] = Float(
          profile[y] / sum * profile[x] / sum)
      }
    }
  }

  /// The mean over windows of the index between each image and the other of the same row.
  package func values(_ images: Matrix, _ others: Matrix, on engine: Engine) -> [Double] {
    precondition(images.rows == others.rows, "\(images.rows) images and \(others.rows)")
    let means = (average(images, engine), average(others, engine))
    let squares = (
      average(product(images, images), engine), average(product(others, others), engine)
    )
    let products = average(product(images, others), engine)
    return (0..<images.rows).map { row in
      Self.mean(
        means: (means.0.row(row), means.1.row(row)),
        squares: (squares.0.row(row), squares.1.row(row)), products: products.row(row))
    }
  }

  private func average(_ pixels: Matrix, _ engine: Engine) -> Matrix {
    let averages = Matrix(rows: pixels.rows, columns: windows.columns)
    engine.multiply(.plain(pixels), .plain(windows), into: averages)
    return averages
  }

  private func product(_ a: Matrix, _ b: Matrix) -> Matrix {
    let result = Matrix(rows: a.rows, columns: a.columns)
    for row in 0..<a.rows { result.setRow(row, to: zip(a.row(row), b.row(row)).map { $0 * $1 }) }
    return result
  }

  /// (2 μₓ μᵧ + C₁) (2 σₓᵧ + C₂) / ((μₓ² + μᵧ² + C₁) (σₓ² + σᵧ² + C₂)), averaged.
  private static func mean(
    means: ([Float], [Float]), squares: ([Float], [Float]), products: [Float]
  ) -> Double {
    var sum = 0.0
    for index in products.indices {
      let (a, b) = (Double(means.0[index]), Double(means.1[index]))
      let variances = Double(squares.0[index]) - a * a + Double(squares.1[index]) - b * b
      let covariance = Double(products[index]) - a * b
      sum +=
        (2 * a * b + c1) * (2 * covariance + c2) / ((a * a + b * b + c1) * (variances + c2))
    }
    return sum / Double(products.count)
  }
}
