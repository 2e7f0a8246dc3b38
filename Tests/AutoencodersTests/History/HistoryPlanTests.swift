import Testing

@testable import Autoencoders

struct HistoryPlanTests {
  @Test(arguments: ["none", "all", "3", "64"])
  func aWordIsRead(word: String) { #expect(HistoryPlan(word: word)?.word == word) }

  @Test(arguments: ["", "2", "-1", "some", "3.5", "10000000"])
  func otherWordsAreNot(word: String) { #expect(HistoryPlan(word: word) == nil) }

  @Test func fiftyEpochsAreAllKeptAndThreeExactly() {
    let kept = (1...50).map { HistoryPlan.usual.precision(of: $0, whenLastIs: 50) }
    #expect(!kept.contains(nil))
    #expect((1...50).filter { kept[$0 - 1] == .exact } == [16, 32, 48])
  }

  @Test(arguments: [3, 5, 64])
  func anEpochNeverBecomesMoreExact(count: Int) {
    let plan = HistoryPlan.atMost(count)
    for epoch in 1...100 {
      let precisions = (epoch...200).map { plan.precision(of: epoch, whenLastIs: $0) }
      let ranks = precisions.map { $0 == .exact ? 2 : $0 == .rounded ? 1 : 0 }
      #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $0 >= $1 })
    }
  }

  @Test func noneAndAll() {
    #expect(HistoryPlan.none.precision(of: 1, whenLastIs: 1) == nil)
    #expect((1...9).allSatisfy { HistoryPlan.all.precision(of: $0, whenLastIs: 9) == .exact })
    #expect(HistoryPlan.all.precision(of: 10, whenLastIs: 9) == nil)
  }
}
