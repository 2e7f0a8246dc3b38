import Autoencoders
import Testing

struct WorkRateTests {
  @Test func theRestTakesAsLongInProportion() {
    let rate = WorkRate(30, in: 4)
    #expect(rate.perSecond == 7.5 && rate.seconds(for: 15) == 2)
  }

  /// Nothing is known from one mark, at no distance, and of work that stands still.
  @Test func nothingIsKnownYet() {
    var rate = WorkRate()
    #expect(rate.perSecond == nil && rate.seconds(for: 1) == nil)
    rate.note(3, at: 10)
    #expect(rate.perSecond == nil)
    rate.note(3, at: 12)
    #expect(rate.perSecond == 0 && rate.seconds(for: 1) == nil)
    #expect(WorkRate(5, in: 0).perSecond == nil)
  }

  /// Without a window all that was noted counts: 20 in 10 s, though the last second did ten.
  @Test func allTimeCounts() {
    var rate = WorkRate()
    for (done, seconds) in [(5.0, 100.0), (10, 105), (15, 109), (25, 110)] {
      rate.note(done, at: seconds)
    }
    #expect(rate.perSecond == 2)
  }

  /// Ten a second for a minute, then two: a window of five seconds has forgotten the ten.
  @Test func aWindowForgets() throws {
    var rate = WorkRate(over: 5)
    var done = 0.0
    for tenth in 0...800 {
      rate.note(done, at: Double(tenth) / 10)
      done += tenth < 600 ? 1 : 0.2
    }
    #expect(abs(try #require(rate.perSecond) - 2) < 1e-9)
  }
}
