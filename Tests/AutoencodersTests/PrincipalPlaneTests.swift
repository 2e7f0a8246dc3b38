import Foundation
import Testing

@testable import Autoencoders

struct PrincipalPlaneTests {
  /// Two codes along each of six latents, at either side of (1, 1, ...): variances 32, 16, ... 1 over six.
  private static let cross: [Float] = (0..<12).flatMap { (row: Int) -> [Float] in
    (0..<6).map { column in
      let reach = Float(32 >> column).squareRoot()
      return 1 + (row / 2 == column ? (row % 2 == 0 ? reach : -reach) : 0)
    }
  }

  @Test(arguments: 0..<3)
  func eachPairHasItsDirectionsAndShares(pair: Int) {
    let plane = PrincipalPlane(of: Self.cross, dimensions: 6, pair: pair)
    for axis in 0..<2 {
      for column in 0..<6 {
        let expected: Double = column == 2 * pair + axis ? 1 : 0
        #expect(abs(plane.axes[axis][column] - expected) < 1e-6)
      }
      let share = Double(32 >> (2 * pair + axis)) / 63
      #expect(abs(plane.varianceShares[axis] - share) < 1e-6)
    }
    #expect(plane.mean.allSatisfy { abs($0 - 1) < 1e-6 })
  }

  /// Where variances are nearly alike, a plane still shares no direction with the one before.
  @Test func pairsAreAtRightAngles() {
    let codes = Matrix.random(500, 6, seed: 3).floats
    let planes = (0..<3).map { PrincipalPlane(of: codes, dimensions: 6, pair: $0) }
    let axes = planes.flatMap(\.axes)
    Self.expectOrthonormal(axes)
    let share: Double = planes.flatMap(\.varianceShares).reduce(0, +)
    #expect(abs(share - 1) < 1e-9)
    #expect(planes[0] == PrincipalPlane(of: codes, dimensions: 6))
  }

  /// Codes on a line along the second latent have no second direction; any at right angles will do.
  @Test(arguments: [0, 1])
  func codesOnALineHaveAxes(pair: Int) {
    let codes = (0..<40).flatMap { (index: Int) -> [Float] in [1, Float(index), 0.3, 2] }
    let plane = PrincipalPlane(of: codes, dimensions: 4, pair: pair)
    Self.expectOrthonormal(plane.axes)
    let shares = pair == 0 ? [1.0, 0] : [0, 0]
    #expect(zip(plane.varianceShares, shares).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  private static func expectOrthonormal(
    _ axes: [[Double]], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (a, first) in axes.enumerated() {
      for (b, second) in axes.enumerated() {
        let product = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (a == b ? 1 : 0)) < 1e-9, sourceLocation: sourceLocation)
      }
    }
  }

  @Test func codesWithoutVarianceHaveNoShares() {
    let plane = PrincipalPlane(of: [1, 2, 3, 1, 2, 3], dimensions: 3)
    #expect(plane.varianceShares == [0, 0])
  }

  // MARK: Alignment

  /// Codes in an ellipse of these semi-axes on a plane of four dimensions, with a little noise.
  private static func ellipse(_ width: Double, _ height: Double, seed: UInt64 = 1) -> [Float] {
    var random = Philox(seed: seed, stream: .prior)
    return (0..<600).flatMap { (index: Int) -> [Float] in
      let radius = (Double(index) / 600).squareRoot(), turn = 2.399963 * Double(index)
      let (x, y) = (width * radius * cos(turn), height * radius * sin(turn))
      return [x + y, x - y, 0.1 * x, 0].map { Float($0 + 0.02 * Double(random.nextUnit())) }
    }
  }

  /// The greatest distance of two places of the same code.
  private static func movement(
    _ a: [(x: Double, y: Double)], _ b: [(x: Double, y: Double)]
  ) -> Double {
    zip(a, b).map { hypot($0.x - $1.x, $0.y - $1.y) }.max() ?? 0
  }

  /// As training goes on, the direction of the greatest variance becomes that of the second greatest.
  @Test func planesOfSlightlyOtherCodesStandStill() {
    let (before, after) = (Self.ellipse(1.05, 1), Self.ellipse(1, 1.05, seed: 2))
    let earlier = PrincipalPlane(of: before, dimensions: 4)
    let fresh = PrincipalPlane(of: after, dimensions: 4)
    let aligned = fresh.aligned(to: earlier)
    let places = earlier.project(before)
    #expect(Self.movement(places, fresh.project(after)) > 1)
    #expect(Self.movement(places, aligned.project(after)) < 0.12)
    // It is the same plane still, and as much of the variance.
    let (share, kept) = (
      fresh.varianceShares.reduce(0, +), aligned.varianceShares.reduce(0, +)
    )
    #expect(abs(share - kept) < 1e-9)
    let point = aligned.project(after)[7], own = fresh.project(after)[7]
    let (a, b) = (aligned.code(x: point.x, y: point.y), fresh.code(x: own.x, y: own.y))
    #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  /// The largest component of the first axis is now one latent's, now another's of the other sign.
  @Test func aFlippedAxisIsTurnedBack() {
    func codes(_ tilt: Float) -> [Float] {
      (0..<50).flatMap { (index: Int) -> [Float] in
        let along = Float(index) - 24.5, across = Float(index * 17 % 50) / 10 - 2.45
        return [along * (1 + tilt), -along * (1 - tilt), across]
      }
    }
    let earlier = PrincipalPlane(of: codes(0.01), dimensions: 3)
    let fresh = PrincipalPlane(of: codes(-0.01), dimensions: 3)
    #expect(earlier.axes[0][0] > 0.69 && fresh.axes[0][0] < -0.69)
    let aligned = fresh.aligned(to: earlier)
    #expect(aligned.axes[0][0] > 0.69)
    #expect(
      Self.movement(earlier.project(codes(0.01)), aligned.project(codes(-0.01))) < 1)
  }

  @Test func aPlaneIsAlignedWithItself() {
    let plane = PrincipalPlane(of: Self.cross, dimensions: 6)
    let aligned = plane.aligned(to: plane)
    for (a, b) in zip(plane.axes.joined(), aligned.axes.joined()) { #expect(abs(a - b) < 1e-12) }
  }

  /// Codes of another model: negated, mirrored and moved, but of the same images.
  @Test(arguments: [[-1, -1, 1, 1], [1, -1, 1, 1], [-1, 1, -1, 1]] as [[Float]])
  func codesOfTheSameImagesAreSeenInTheSamePlaces(signs: [Float]) {
    let before = Self.ellipse(1.05, 1)
    let after = before.enumerated().map { signs[$0 % 4] * $1 + 0.001 * Float($0 % 7) + 5 }
    let places = PrincipalPlane(of: before, dimensions: 4).project(before)
    let aligned = PrincipalPlane(of: after, dimensions: 4).aligned(after, to: places)
    #expect(Self.movement(places, aligned.project(after)) < 0.05)
  }

  // MARK: Isometries

  @Test func theNearestIsometry() {
    let turned = PlaneIsometry(matching: [[0, -2], [2, 0]])
    #expect(turned.rows == [[0, -1], [1, 0]])
    #expect(PlaneIsometry(matching: [[3, 0], [0, -1]]).rows == [[1, 0], [0, -1]])
    #expect(PlaneIsometry(matching: [[0, 0], [0, 0]]).rows == [[1, 0], [0, 1]])
  }
}
