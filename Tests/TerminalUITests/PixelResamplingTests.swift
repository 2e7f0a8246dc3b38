import TerminalUI
import Testing

struct PixelResamplingTests {
  @Test func halvesAreMeansOfBlocks() {
    let pixels: [Float] = [
      0, 1, 2, 4,
      4, 3, 6, 4,
    ]
    let half = resampled(
      pixels, from: Size(width: 4, height: 2), to: Size(width: 2, height: 1))
    #expect(half == [2, 4])
  }

  /// Three pixels in two: each takes one and a half.
  @Test func pixelsAreSharedByTheirArea() {
    let line = resampled([0, 3, 6], from: Size(width: 3, height: 1), to: Size(width: 2, height: 1))
    #expect(zip(line, [1, 5]).allSatisfy { abs($0 - $1) < 1e-6 })
    let column = resampled(
      [0, 3, 6], from: Size(width: 1, height: 3), to: Size(width: 1, height: 2))
    #expect(column == line)
  }

  @Test func wholeMultiplesRepeatPixels() {
    let doubled = resampled([1, 2], from: Size(width: 2, height: 1), to: Size(width: 4, height: 2))
    #expect(doubled == [1, 1, 2, 2, 1, 1, 2, 2])
  }

  /// Whatever the sizes, the mean stays.
  @Test(arguments: [(28, 14), (28, 10), (7, 8), (5, 3), (3, 14), (1, 9)])
  func theMeanStays(side: Int, target: Int) {
    let pixels = (0..<side * side).map { Float(($0 * 37) % 101) / 100 }
    let other = resampled(
      pixels, from: Size(width: side, height: side), to: Size(width: target, height: target))
    let means = [pixels, other].map { $0.reduce(0, +) / Float($0.count) }
    #expect(other.count == target * target && abs(means[0] - means[1]) < 1e-5)
  }
}
