import Testing
import Timing

struct PeakedRoundsTests {
  /// Three rounds of 60 operations at 3, 4 and 6 a second of the machine's 12, 8 and 10.
  private static let rounds = PeakedRounds(seconds: [20, 15, 10], peaks: [12, 8, 10])

  @Test func theShareIsOfMedians() {
    #expect(abs(Self.rounds.shareOfPeak(operations: 60) - 0.4) < 1e-12)
  }

  /// The rounds' own shares are 0.25, 0.5 and 0.6.
  @Test func quartilesAreOfTheRoundsThemselves() {
    let quartiles = Self.rounds.shareQuartiles(operations: 60)
    #expect(abs(quartiles.first - 0.375) < 1e-12)
    #expect(abs(quartiles.third - 0.55) < 1e-12)
  }

  /// A machine that halves its speed from one moment to the next.
  @Test func thePeakIsMeasuredOnBothSidesOfTheWork() {
    var rounds = PeakedRounds()
    var events: [String] = []
    var peak = 16.0
    for _ in 0..<2 {
      rounds.add(
        peak: {
          events.append("peak")
          defer { peak /= 2 }
          return peak
        },
        { events.append("work") })
    }
    #expect(events == ["peak", "work", "peak", "peak", "work", "peak"])
    #expect(rounds.peaks == [12, 3])
    #expect(rounds.seconds.count == 2)
  }
}
