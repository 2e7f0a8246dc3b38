import Explorer
import Testing

struct ProbeScheduleTests {
  /// The moments of looks in the first `end` seconds of training, where an image takes `cost` seconds.
  private func looks(until end: Double, cost: Double) -> [(seconds: Double, images: Int)] {
    var schedule = ProbeSchedule()
    var looks: [(Double, Int)] = []
    var seconds = 0.0
    while seconds <= end {
      if schedule.isDue(at: seconds) {
        looks.append((seconds, schedule.images))
        schedule.note(at: seconds, costPerImage: cost)
      }
      seconds += 0.005
    }
    return looks
  }

  /// 5 microseconds an image are 25 ms for 5 000 of them: a hundredth of 2.5 seconds.
  @Test func looksAreEarlyAndThenAHundredthOfTheTime() {
    let looks = looks(until: 11, cost: 5e-6)
    let expected = [0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.7, 8.2, 10.7]
    #expect(looks.count == expected.count)
    for (look, seconds) in zip(looks, expected) { #expect(abs(look.seconds - seconds) < 0.05) }
    #expect(looks.prefix(7).allSatisfy { $0.images == ProbeSchedule.few })
    #expect(looks.dropFirst(7).allSatisfy { $0.images == ProbeSchedule.many })
  }

  /// However slow a model, or fast.
  @Test(arguments: [1e-9, 1e-6, 2e-5, 1e-3])
  func inTheLongRunTheyTakeNoMoreThanTheirShare(cost: Double) {
    let end = 20_000.0
    let looks = looks(until: end, cost: cost)
    let spent = looks.reduce(0) { $0 + Double($1.images) * cost }
    #expect(spent <= ProbeSchedule.share * end * 1.03)
    #expect(zip(looks, looks.dropFirst()).allSatisfy { $1.seconds - $0.seconds > 0.099 })
  }
}
