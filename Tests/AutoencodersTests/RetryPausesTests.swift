import Testing

@testable import Autoencoders

struct RetryPausesTests {
  @Test func growToAMinute() {
    var pauses = RetryPauses()
    #expect(pauses.areOver(at: -1e9) && !pauses.hasFailed)
    var now = 100.0
    for pause in [1.0, 2, 4, 8, 16, 32, 60, 60] {
      pauses.fail(at: now)
      #expect(!pauses.areOver(at: now + pause - 0.25) && pauses.areOver(at: now + pause))
      now += pause
    }
    pauses.succeed()
    #expect(pauses.areOver(at: now) && !pauses.hasFailed)
    pauses.fail(at: now)
    #expect(pauses.areOver(at: now + 1))
  }
}
