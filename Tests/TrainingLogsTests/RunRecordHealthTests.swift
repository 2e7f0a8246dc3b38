import Testing

@testable import TrainingLogs

/// What is said of courses that are made for it; each of them has one fault.
struct RunRecordHealthTests {
  private static func run(_ metrics: [String: (Int) -> Double], steps: Int = 60) -> RunRecord {
    var run = RunRecord()
    for (tag, value) in metrics.sorted(by: { $0.key < $1.key }) {
      guard let number = run.number(of: tag) else { continue }
      for step in 0..<steps {
        run.append(LogPoint(step: Int64(step), value: value(step)), to: number)
      }
    }
    return run
  }

  private static func falling(_ step: Int) -> Double { 100 / Double(step + 1) }

  /// Down to 5 at step 20, and up again.
  private static func rising(_ step: Int) -> Double { 5 + abs(Double(step) - 20) / 10 }

  @Test func aGoodCourseGivesNothingToThinkOf() {
    let run = Self.run([
      "train_loss": Self.falling, "val_loss": { Self.falling($0) + 1 },
      "test/kl_per_dimension.0": { _ in 0.5 }, "update_ratio/encoder.0": { _ in 1e-3 },
      "dead_units": { _ in 0 },
    ])
    #expect(run.health == [])
  }

  @Test func theFirstValueThatIsNoNumberIsNamed() {
    let run = Self.run([
      "a": { $0 == 9 ? .infinity : 1 }, "b": { $0 >= 5 ? .nan : 1 }, "loss": Self.falling,
    ])
    #expect(run.health.map(\.word) == [.nan])
    guard case .notFinite("b", 5, let value)? = run.health.first else {
      Issue.record("\(run.health)")
      return
    }
    #expect(value.isNaN)
  }

  @Test func aLossThatComesAwayFromItsLeastDiverges() {
    let run = Self.run(["loss": { $0 < 30 ? Self.falling($0) : Double($0) }])
    guard case .diverging("loss", let last, let least, let step)? = run.health.first else {
      Issue.record("\(run.health)")
      return
    }
    #expect(run.health.count == 1 && last > 57 && least < 4 && step == 29)
  }

  @Test func aLossThatFallsNoMoreIsFlatUnlessTheRunIsOver() {
    var run = Self.run(["loss": { $0 < 10 ? Self.falling($0) : 10 }])
    #expect(run.health.map(\.word) == [.plateau])
    run.ending = .finished
    #expect(run.health == [])
  }

  /// A test loss that rises is overfitting only while the loss that is trained on falls.
  @Test(arguments: [
    ("train_loss", "val_loss"), ("train/total", "test/total"), ("loss", "eval_loss"),
  ])
  func aTestLossThatRisesIsOverfitting(train: String, test: String) {
    let run = Self.run([train: Self.falling, test: Self.rising])
    let last = Self.rising(59)
    #expect(run.health == [.overfitting(tag: test, last: last, best: 5, step: 20)])
    let words = Self.run([train: Self.rising, test: Self.rising]).health.map(\.word)
    #expect(!words.contains(.overfitting))
  }

  @Test func aRunThatWentBackSaysSo() {
    var run = Self.run(["loss": Self.falling])
    run.marks = [
      RunRecord.Mark(step: 20, event: "course_change"),
      RunRecord.Mark(step: 30, event: "course_change", isDivergence: true),
    ]
    #expect(run.health == [.wentBack(count: 1, step: 30)] && run.health[0].word == .nan)
  }

  @Test func latentsUnitsAndUpdatesAreJudged() {
    let run = Self.run([
      "test/kl_per_dimension.0": { _ in 0.009 }, "test/kl_per_dimension.1": { _ in 0.011 },
      "dead_units/decoder.0": { _ in 3 }, "update_ratio/encoder.0": { _ in 0.02 },
      "update_ratio/encoder.2": { _ in 9e-5 }, "update_ratio/encoder.4": { _ in 1e-2 },
    ])
    #expect(
      run.health == [
        .collapse(count: 1, of: 2), .deadUnits(tag: "dead_units/decoder.0", value: 3),
        .updateRatio(tag: "update_ratio/encoder.0", value: 0.02),
        .updateRatio(tag: "update_ratio/encoder.2", value: 9e-5),
      ])
  }

  @Test func statesFollowFromTheLogAndTheClock() {
    var run = Self.run(["loss": Self.falling])
    #expect(RunState(run, age: 59, stalledAfter: 60) == .running)
    #expect(RunState(run, age: 60, stalledAfter: 60) == .stalled)
    run.ending = .stopped
    #expect(RunState(run, age: 0, stalledAfter: 60) == .stopped)
    run.ending = .failed
    #expect(RunState(run, age: 60, stalledAfter: 60) == .failed)
    let diverged = Self.run(["loss": { $0 < 59 ? 1 : .nan }, "never": { _ in .nan }])
    #expect(RunState(diverged, age: 0, stalledAfter: 60) == .diverged)
    // A loss that recovered has not.
    let recovered = Self.run(["loss": { $0 == 30 ? .nan : 1 }, "scale": { _ in .infinity }])
    #expect(RunState(recovered, age: 0, stalledAfter: 60) == .running)
  }

  @Test func aRunIsToldByItsLossOnOtherImages() {
    let names = [
      "learning_rate", "epoch", "train/kl", "train/total", "test/reconstruction", "test/total",
      "val_accuracy", "images_per_second",
    ]
    var metrics: [String: (Int) -> Double] = [:]
    for name in names { metrics[name] = { Self.falling($0) } }
    #expect(Self.run(metrics).mainTag == "test/total")
    let few = Self.run(["epoch": Self.falling, "val_accuracy": Self.falling])
    #expect(few.mainTag == "val_accuracy")
    #expect(RunRecord().mainTag == nil)
  }
}
