import Testing

@testable import Autoencoders

struct RoundedMatrixTests {
  @Test func endsAreExactAndTheRestIsWithinHalfALevel() {
    var random = Philox(seed: 3, stream: .initialization)
    let elements = (0..<4 * 50).map { (index: Int) -> Float in
      (random.nextUnit() - 0.3) * Float(index / 50 + 1)
    }
    let matrix = RoundedMatrix(elements[...], rows: 4)
    let read = matrix.elements
    for row in 0..<4 {
      let range = row * 50..<(row + 1) * 50
      let (least, greatest) = (elements[range].min() ?? 0, elements[range].max() ?? 0)
      #expect(Array(matrix.ends[2 * row..<2 * row + 2]) == [least, greatest])
      let half = (greatest - least) / 510
      #expect(range.allSatisfy { abs(read[$0] - elements[$0]) <= half * 1.001 })
      #expect(read[range].min() == least)
    }
  }

  @Test func aRowOfOneValueIsItself() {
    let matrix = RoundedMatrix([0.7, 0.7, 0.7, -1, 0, 1][...], rows: 2)
    #expect(matrix.elements == [0.7, 0.7, 0.7, -1, matrix.elements[4], 1])
    #expect(matrix.levels == [0, 0, 0, 0, 128, 255])
  }

  /// Rounding what is rounded changes nothing.
  @Test func roundingTwiceIsRoundingOnce() {
    let once = RoundedMatrix([0, 0.1, 0.25, 0.6, 1, -3, 4, 0.5, 2, 2][...], rows: 2)
    #expect(RoundedMatrix(once.elements[...], rows: 2).levels == once.levels)
  }
}
