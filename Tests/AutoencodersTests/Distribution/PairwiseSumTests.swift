import Autoencoders
import Testing

struct PairwiseSumTests {
  /// 1e8 + 1 is 1e8 in single precision, so that the order of additions shows.
  @Test func pairsAreAddedBeforePairsOfPairs() {
    #expect(Self.sum([1, 1e8, -1e8, 1]) == (1 + 1e8 as Float) + (-1e8 + 1 as Float))
    #expect(Self.sum([1, 1e8, -1e8, 1]) == 0)
    #expect(Self.sum([1, 1, 1e8, -1e8]) == 2)
    #expect(Self.sum([3]) == 3)
  }

  /// The second sum is not that of the first.
  @Test func aSumBeginsAfresh() {
    var sum = PairwiseSum(of: 2, count: 1, on: makeEngine())
    let results = [Float](arrayLiteral: 1, 2, 3, 4).map { value in
      let term = FloatBuffer(count: 1)
      term[0] = value
      sum.add(term)
      return term[0]
    }
    #expect(results == [1, 3, 3, 7])
  }

  /// A power of two and neighbors, so that no part of a buffer is left out.
  @Test(arguments: [1, 2_047, 2_048, 2_049, 10_000])
  func everyFloatIsAdded(count: Int) {
    let (terms, sums) = (FloatBuffer(count: count), FloatBuffer(count: count))
    for index in 0..<count { (terms[index], sums[index]) = (Float(index), 1) }
    makeEngine(threads: 2).add(0..<count, of: terms, to: sums)
    #expect(sums.floats == (1...count).map { Float($0) })
  }

  private static func sum(_ values: [Float]) -> Float {
    var sum = PairwiseSum(of: values.count, count: 1, on: makeEngine())
    let term = FloatBuffer(count: 1)
    for value in values {
      term[0] = value
      sum.add(term)
    }
    return term[0]
  }
}
