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

  @Test func survivesWhatIsNoRange() {
    #expect(Ticks.values(in: 1...1, atMost: 5).isEmpty)
    #expect(Ticks.values(in: 0...Double.infinity, atMost: 5).isEmpty)
  }
}
