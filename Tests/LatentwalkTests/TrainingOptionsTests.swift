import ProgramOptions
import Testing

@testable import Autoencoders
@testable import latentwalk

struct TrainingOptionsTests {
  private func configuration(_ words: [String]) throws -> TrainingConfiguration {
    var training = TrainingConfiguration(
      epochs: 10, batchSize: 20, optimizer: .sgd(rate: 3), schedule: .cosine)
    training.applyOptimization(try Arguments(words, for: trainCommand))
    return training
  }

  @Test(arguments: [
    ("constant", RateSchedule.constant), ("burda", .burda),
    ("step:5:0.5", .step(epochs: 5, factor: 0.5)),
    ("warm-up:3", .warmUp(epochs: 3, next: .constant)),
    ("warm-up:3:step:5:0.1", .warmUp(epochs: 3, next: .step(epochs: 5, factor: 0.1))),
  ])
  func schedulesAreRead(text: String, expected: RateSchedule) throws {
    #expect(try configuration(["--schedule", text]).schedule == expected)
  }

  @Test(arguments: [
    "", "linear", "cosine:3", "step:5", "step:0:0.5", "step:5:-1", "step:5:nan", "warm-up",
    "warm-up:0", "warm-up:2:linear",
  ])
  func otherSchedulesAreRefused(text: String) {
    #expect(throws: UsageError.self) { try configuration(["--schedule", text]) }
  }

  /// The word that was once spelled otherwise is still understood.
  @Test func theFormerNameOfAnOptimizerIsAccepted() throws {
    let centered = try configuration(["--optimizer", "rmsprop-centered"]).optimizer
    #expect(try configuration(["--optimizer", "rmsprop-centred"]).optimizer == centered)
    #expect(centered != .sgd(rate: 3))
  }

  @Test func anOptimizerBringsItsOwnRate() throws {
    #expect(try configuration([]).optimizer == .sgd(rate: 3))
    #expect(
      try configuration(["--optimizer", "nesterov"]).optimizer
        == .sgd(rate: 0.01, momentum: 0.9, isNesterov: true))
    #expect(
      try configuration(["--optimizer", "adadelta", "--learning-rate", "0.5"]).optimizer
        == .adadelta(Adadelta.Constants(rate: 0.5)))
  }
}
