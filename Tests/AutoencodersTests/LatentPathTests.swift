import Autoencoders
import Foundation
import Testing

struct LatentPathTests {
  @Test(arguments: LatentPath.allCases)
  func endsAreIncluded(path: LatentPath) {
    let codes = path.codes(from: [3, 0, 0], to: [0, 4, 0], count: 5)
    #expect(codes.count == 5 && codes.first == [3, 0, 0])
    #expect(zip(codes[4], [0, 4, 0]).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func aLineIsEven() {
    let codes = LatentPath.linear.codes(from: [0, 0], to: [4, -2], count: 3)
    #expect(codes[1] == [2, -1])
  }

  /// Halfway between right angles: 45°, at the mean of the two lengths.
  @Test func anArcKeepsItsLength() {
    let middle = LatentPath.spherical.codes(from: [3, 0], to: [0, 4], count: 3)[1]
    let expected = 3.5 / Float(2).squareRoot()
    #expect(abs(middle[0] - expected) < 1e-5 && abs(middle[1] - expected) < 1e-5)
  }

  /// Ends at one distance from the origin: every code between them is, at even angles.
  @Test func anArcBetweenEqualLengthsKeepsTheRadius() {
    let codes = LatentPath.spherical.codes(from: [2, 0, 0], to: [0, 1.2, -1.6], count: 7)
    for (index, code) in codes.enumerated() {
      let length = code.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(length - 2) < 1e-5)
      let angle = Float(index) * .pi / 12
      #expect(abs(code[0] - 2 * cos(angle)) < 1e-5)
    }
  }

  /// Codes on one line have no great circle between them.
  @Test(arguments: [[2, 0], [-2, 0], [0, 0]] as [[Float]])
  func parallelCodesGoStraight(end: [Float]) {
    let codes = LatentPath.spherical.codes(from: [1, 0], to: end, count: 3)
    #expect(codes[1] == [(1 + end[0]) / 2, 0])
  }
}
