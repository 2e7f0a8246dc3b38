import TerminalUI
import Testing

struct TicksTests {
  @Test(arguments: [
    (0.0...10.0, 6, ["0", "2", "4", "6", "8", "10"]), (145...181, 4, ["150", "160", "170", "180"]),
    (-0.05...0.05, 3, ["-0.05", "0.00", "0.05"]), (4.4...6.2, 4, ["4.5", "5.0", "5.5", "6.0"]),
    (0...0.001, 2, ["0.000", "0.001"]),
  ])
  func areRoundAndLabeledAlike(range: ClosedRange<Double>, count: Int, labels: [String]) {
    #expect(Ticks.labels(Ticks.values(in: range, atMost: count)) == labels)
  }

  @Test(arguments: 1...12, [0.0013, 0.7, 1, 3.9, 17, 84_000])
  func areNeverTooMany(count: Int, span: Double) {
    let ticks = Ticks.values(in: -span / 3...span, atMost: count)
    #expect(ticks.count <= count)
    #expect(ticks.allSatisfy { $0 >= -span / 3 - 1e-9 && $0 <= span + 1e-9 })
  }

  /// Where decimals take too much room, powers of ten do not.
  @Test(arguments: [
    (-0.05...0.0, 3, ["-0.04", "-0.02", "0.00"]),
    (0...5e6, 3, ["0", "2e6", "4e6"]), (-6_000...0, 4, ["-6000", "-4000", "-2000", "0"]),
    (-60_000...0, 4, ["-6e4", "-4e4", "-2e4", "0"]),
    (0...4e-5, 3, ["0", "2e-5", "4e-5"]), (1e6...1.1e6, 3, ["1e6", "1.05e6", "1.1e6"]),
    (0...2.6e7, 3, ["0", "1e7", "2e7"]), (0...1e-9, 2, ["0", "1e-9"]),
  ])
  func areWrittenInFiveCharactersWhereTheyCanBe(
    range: ClosedRange<Double>, count: Int, labels: [String]
  ) {
    #expect(Ticks.labels(Ticks.values(in: range, atMost: count), fitting: 5) == labels)
  }

  @Test(arguments: [1e-9, 3e-4, 0.02, 7, 950, 26_000_000], [-1e6, -5, 0, 3.127])
  func differAndSayWhatTheyLabel(span: Double, center: Double) {
    let ticks = Ticks.values(in: center - span / 2...center + span / 2, atMost: 6)
    let labels = Ticks.labels(ticks, fitting: 5)
    #expect(Set(labels).count == labels.count && labels.count > 1)
    for (tick, label) in zip(ticks, labels) {
      #expect(abs((Double(label) ?? .nan) - tick) < span / 1_000, "\(label) for \(tick)")
    }
  }

  @Test(arguments: [
    (1.0...1_000.0, 4, ["1", "10", "100", "1000"]),
    (0.05...3, 9, ["0.05", "0.1", "0.2", "0.5", "1", "2"]),
    (1e-6...1e6, 5, ["1e-6", "1e-3", "1", "1e3", "1e6"]),
    (145...181, 4, ["150", "160", "170", "180"]),
  ])
  func standEvenlyOnALogarithmicAxis(range: ClosedRange<Double>, count: Int, labels: [String]) {
    let ticks = Ticks.logarithmicValues(in: range, atMost: count)
    #expect(Ticks.labels(ticks, fitting: 5) == labels)
  }

  @Test func survivesWhatIsNoRange() {
    #expect(Ticks.values(in: 1...1, atMost: 5).isEmpty)
    #expect(Ticks.values(in: 0...Double.infinity, atMost: 5).isEmpty)
  }
}
