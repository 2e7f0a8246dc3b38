/// A way between two codes on which the decoded image changes as little and as evenly as possible.
public struct Geodesic: Equatable, Sendable {
  /// The codes on the way, both ends included.
  public let codes: [[Float]]
  /// Σ |g(zᵢ₊₁) - g(zᵢ)|² along the way, g the mean image, pixels from 0 to 1.
  public let energy: Double
  /// The energy of the straight way in as many steps, never less than `energy`.
  public let straightEnergy: Double
}

extension Autoencoder {
  /// The geodesic of the decoder from one code to another: the codes in between that make
  /// Σ |g(zᵢ₊₁) - g(zᵢ)|² least, found from the straight way by L-BFGS (Arvanitidis, Hansen and Hauberg
  /// 2018; Chen et al. 2018). It is a local minimum; steps are not refined, so that few of them may leap over
  /// what many would go around.
  ///
  /// What stands in the model's gradients is lost.
  ///
  /// - Parameters:
  ///   - start: the first code.
  ///   - end: the last code.
  ///   - count: codes on the way, both ends included; at least two.
  ///   - iterations: of L-BFGS, at most.
  ///   - shouldContinue: asked before each iteration; where not, the way is the best so far.
  public func geodesic(
    from start: [Float], to end: [Float], count: Int, iterations: Int = 100,
    while shouldContinue: () -> Bool = { true }
  ) -> Geodesic {
    let straight = LatentPath.linear.codes(from: start, to: end, count: count)
    let path = PathEnergy(of: self, from: start, to: end, interior: count - 2)
    let codes = straight[1..<count - 1].joined().map(Double.init)
    let method = LimitedMemoryBFGS(iterations: iterations, relativeDecrease: 1e-6)
    let minimum = method.minimize(from: codes, while: shouldContinue, path.evaluate)
    let width = start.count
    let interior = stride(from: 0, to: minimum.point.count, by: width).map { first in
      minimum.point[first..<first + width].map { Float($0) }
    }
    return Geodesic(
      codes: [start] + interior + [end], energy: minimum.value,
      straightEnergy: path.evaluate(codes).value)
  }
}

/// The energy of a way between two codes, as a function of the codes in between.
private struct PathEnergy {
  private let model: Autoencoder
  /// The images along the way, those of the ends for good.
  private let images: Matrix
  private let codes: Matrix
  private let imageGradients: Matrix
  private let codeGradients: Matrix

  init(of model: Autoencoder, from start: [Float], to end: [Float], interior: Int) {
    self.model = model
    images = Matrix(rows: interior + 2, columns: model.configuration.pixelCount)
    codes = Matrix(rows: interior, columns: start.count)
    imageGradients = Matrix(rows: interior, columns: images.columns)
    codeGradients = Matrix(rows: interior, columns: start.count)
    images.setRow(0, to: model.decode(start))
    images.setRow(interior + 1, to: model.decode(end))
  }

  /// - Parameter values: the codes in between, row after row.
  func evaluate(_ values: [Double]) -> (value: Double, gradient: [Double]) {
    for row in 0..<codes.rows {
      codes.setRow(row, to: (0..<codes.columns).map { Float(values[row * codes.columns + $0]) })
    }
    let inside = images.rows(1..<images.rows - 1)
    forEachBatch { rows in
      model.engine.copy(model.decode(codes.rows(rows)), into: inside.rows(rows))
    }
    findImageGradients()
    forEachBatch { rows in
      model.pullBack(
        imageGradients.rows(rows), at: codes.rows(rows), into: codeGradients.rows(rows))
    }
    let steps = images.rows(1..<images.rows).squaredDistances(to: images.prefix(images.rows - 1))
    return (steps.reduce(0, +), codeGradients.floats.map { Double($0) })
  }

  /// d(energy)/d(image i) = 2 (2 image i - image i-1 - image i+1).
  private func findImageGradients() {
    for row in 0..<imageGradients.rows {
      let (before, image, after) = (images.row(row), images.row(row + 1), images.row(row + 2))
      imageGradients.setRow(
        row, to: image.indices.map { 2 * (2 * image[$0] - before[$0] - after[$0]) })
    }
  }

  private func forEachBatch(_ body: (Range<Int>) -> Void) {
    for start in stride(from: 0, to: codes.rows, by: model.capacity) {
      body(start..<min(start + model.capacity, codes.rows))
    }
  }
}
