import Testing

@testable import Autoencoders

struct EpochThinningTests {
  private static func kept(_ thinning: EpochThinning, _ last: Int) -> [Int] {
    (0...last + 1).filter { thinning.keeps($0, whenLastIs: last) }
  }

  @Test(arguments: [
    (1, [1]), (4, [1, 2, 3, 4]), (5, [1, 2, 4, 5]), (6, [1, 2, 4, 6]), (7, [1, 4, 7]),
    (8, [1, 4, 8]), (9, [1, 4, 8, 9]),
    (12, [1, 4, 8, 12]), (13, [1, 8, 13]), (50, [1, 32, 50]),
  ])
  func ofFourTheFirstAndTheLastAreKept(last: Int, expected: [Int]) {
    #expect(Self.kept(EpochThinning(limit: 4, keepsEnds: true), last) == expected)
  }

  @Test(arguments: [(1, [1]), (5, [1, 2, 3, 4, 5]), (6, [2, 4, 6]), (50, [16, 32, 48])])
  func withoutEndsMultiplesAlone(last: Int, expected: [Int]) {
    #expect(Self.kept(EpochThinning(limit: 5, keepsEnds: false), last) == expected)
  }

  /// Never more than asked for, and nothing that was let go of before.
  @Test(arguments: [3, 4, 7, 64], [true, false])
  func whatIsKeptWasKeptBefore(limit: Int, keepsEnds: Bool) {
    let thinning = EpochThinning(limit: limit, keepsEnds: keepsEnds)
    var before: Set<Int> = []
    for last in 1...300 {
      let kept = Set(Self.kept(thinning, last))
      #expect(kept.count <= limit && kept.subtracting(before).isSubset(of: [last]))
      #expect(!keepsEnds || kept.isSuperset(of: [1, last]))
      before = kept
    }
  }
}
