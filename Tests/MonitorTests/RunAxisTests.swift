import Testing

@testable import Monitor
@testable import TrainingLogs

struct RunAxisTests {
  private static let record = Fixture.record(
    ["loss": { 1 / $0 }, "epoch": { $0 / 50 }], steps: 100, start: 500)

  @Test(arguments: [
    (ChartAxis.step, 40.0), (.epoch, 0.08), (.elapsed, 3), (.wallClock, 504),
    (.metric("loss"), 0.25),
  ])
  func aStepHasItsPlace(axis: ChartAxis, expected: Double) {
    let place = RunAxis(axis, of: Self.record).place(step: 40, time: 504)
    #expect(abs(place - expected) < 1e-12)
  }

  /// Half way between two points of the metric.
  @Test func betweenTwoPointsItIsAStraightLine() {
    let place = RunAxis(.epoch, of: Self.record).place(step: 45, time: 0)
    #expect(abs(place - 0.09) < 1e-12)
  }

  /// Of names that hold what was typed, the whole one is meant, then one of a split, then any.
  @Test func aNameIsMeantByAPart() {
    let tags = ["train/epochs_left", "train/epoch", "test/accuracy"]
    let run = Fixture.record(Dictionary(uniqueKeysWithValues: tags.map { tag in (tag, { $0 }) }))
    #expect(RunAxis.tag("Epoch", of: run) == "train/epoch")
    #expect(RunAxis.tag("left", of: run) == "train/epochs_left")
    #expect(RunAxis.tag("loss", of: run) == nil)
    #expect(RunAxis.tag("epoch", of: Self.record) == "epoch")
  }

  /// Logs without times that count the seconds themselves.
  @Test func secondsMayBeAMetric() {
    let run = Fixture.record(["loss": { $0 }, "train/seconds": { $0 / 2 }], start: .nan)
    #expect(RunAxis(.elapsed, of: run).place(step: 40, time: .nan) == 2)
  }

  @Test func beyondTheMetricThereIsNoPlace() {
    #expect(RunAxis(.epoch, of: Self.record).place(step: 1_001, time: 0).isNaN)
    #expect(RunAxis(.metric("none"), of: Self.record).place(step: 10, time: 0).isNaN)
  }
}
