import Datasets
import FileFormats
import Foundation
import ImageSets
import TestSupport
import Testing

@testable import Autoencoders

/// Changes of a run's course by hand.
struct InterventionTests {
  private static let preset = Preset.all[0]

  /// What a person does after some steps: between epochs, at the end of one, twice in a row.
  private static let script: [Int: [Intervention]] = [
    4: [.rateFactor(2)], 11: [.weight(.kl, 0.25)], 17: [.weight(.kl, 3), .rate(0.0004)],
  ]

  private static func scripted(_ control: TrainingControl) -> StepWatcher {
    StepWatcher(
      script.mapValues { interventions in
        { for intervention in interventions { control.request(intervention) } }
      })
  }

  private static func trainer(
    _ change: (inout TrainingConfiguration) -> Void = { _ in }
  ) -> Trainer {
    var training = SmallRun.configuration(preset)
    change(&training)
    return Trainer(training, of: preset.model, images: SmallRun.data.train, on: makeEngine())
  }

  private static func train(_ folder: String, abort: Int? = nil) throws -> RunFolder {
    let control = TrainingControl()
    let writer = try RunWriter.create(folder, RunFolderTests.configuration)
    let aborter = StepWatcher(abort.map { [$0: { control.request(.abort) }] } ?? [:])
    let saved = try SavedRun(writer, of: trainer(), observers: [scripted(control), aborter])
    let ending = try saved.run.run(control)
    _ = try saved.saver.finish(ending, rescue: nil)
    return writer.folder
  }

  private static func resume(_ folder: RunFolder) throws {
    let control = TrainingControl()
    let writer = try RunWriter.open(folder.path)
    let checkpoint = try folder.checkpoint()
    let trainer = try folder.trainer(
      resuming: checkpoint, trainer().configuration, images: SmallRun.data.train, on: makeEngine())
    let saved = try SavedRun(
      writer, of: trainer, resumingAt: checkpoint, sound: try folder.soundCheckpoint(),
      observers: [scripted(control)])
    _ = try saved.saver.finish(try saved.run.run(control), rescue: nil)
  }

  private static func expectEqual(_ a: RunFolder, _ b: RunFolder) throws {
    #expect(try readFile(a.modelPath) == readFile(b.modelPath))
    #expect(try a.checkpoint().model == b.checkpoint().model)
    #expect(try a.checkpoint().optimizerState == b.checkpoint().optimizerState)
    #expect(try SavedRun.lines(of: a) == SavedRun.lines(of: b))
    #expect(try a.metrics().changes == b.metrics().changes)
  }

  @Test func theSameScriptGivesTheSameBits() throws {
    try withTemporaryFolder { root in
      let first = try Self.train("\(root)/a")
      try Self.expectEqual(first, try Self.train("\(root)/b"))
      let changes = try first.metrics().changes
      #expect(changes.map(\.step) == [4, 11, 17, 17])
      let rate = Self.preset.training.optimizer.rate
      #expect(changes.map(\.rateScale) == [2, 2, 2, 0.0004 / rate])
      #expect(changes.map { $0.weights[.kl] } == [nil, 0.25, 3, 3])
      #expect(try first.checkpoint().position.changes == changes)
      let weights = try first.metrics().lines.filter { $0.split == .train }.map(\.klWeight)
      #expect(weights.first == 1 && weights.last == 3)
      // What is tested is told with the weight that it is trained with.
      #expect(try first.metrics().lines.last?.klWeight == 3)
    }
  }

  /// Ended right after a change, before one, between two, and at an epoch's end.
  @Test(arguments: [3, 4, 5, 11, 16, 17, 18, 22])
  func aResumedRunRepeatsThem(abort: Int) throws {
    try withTemporaryFolder { root in
      let whole = try Self.train("\(root)/whole")
      let broken = try Self.train("\(root)/broken", abort: abort)
      #expect(try broken.checkpoint().position.step == abort)
      try Self.resume(broken)
      try Self.expectEqual(whole, broken)
    }
  }

  /// A change before the first step is as good as another configuration.
  @Test func aChangeIsTheConfigurationItNames() throws {
    let changed = Self.trainer()
    #expect(changed.intervene(.weight(.kl, 4)) && changed.intervene(.rateFactor(0.5)))
    let configured = Self.trainer {
      $0.objective.klWeight = 4
      $0.optimizer.rate /= 2
    }
    for _ in 0..<12 {
      #expect(try changed.step().loss == configured.step().loss)
      if changed.isEpochComplete {
        changed.beginNextEpoch()
        configured.beginNextEpoch()
      }
    }
    #expect(changed.snapshot().parameters == configured.snapshot().parameters)
  }

  @Test func whatARunHasNotIsRefused() {
    let trainer = Self.trainer()
    #expect(trainer.weights == [.kl])
    for intervention in [
      Intervention.weight(.penalty, 1), .weight(.constraint, 1), .weight(.kl, -1),
      .weight(.kl, .nan), .rate(.infinity), .rateFactor(-1),
    ] {
      #expect(!trainer.intervene(intervention))
    }
    #expect(trainer.position.changes.isEmpty)
  }

  @Test func weightsTakeThePlaceOfTheirOwn() {
    var objective = Objective(
      klSchedule: .warmUp(epochs: 10), klConstraint: .capacity(nats: 20, epochs: 10),
      penalty: .activation(weight: 2, target: 0.1))
    var weights = ObjectiveWeights()
    #expect(weights.isEmpty && weights.replaced(in: objective) == objective)
    (weights[.kl], weights[.constraint], weights[.penalty]) = (0.5, 7, 3)
    let scheduled = weights.replaced(in: objective).scheduled(epoch: 0.25)
    #expect(scheduled.klWeight == 0.5)
    #expect(scheduled.klConstraint == .capacity(nats: 7, epochs: 0))
    #expect(scheduled.penalty == .activation(weight: 3, target: 0.1))
    objective.klConstraint = .freeBits(nats: 1)
    #expect(weights.replaced(in: objective).klConstraint == .freeBits(nats: 7))
  }

  /// A run that is paused takes as many steps as it is asked for, and another course at once.
  @Test(.mustEnd) func aPausedRunTakesSingleSteps() throws {
    let control = TrainingControl()
    control.request(.pause)
    let trainer = Self.trainer()
    let steps = StepWatcher([
      1: { control.requestStep() },
      2: {
        control.request(.weight(.kl, 2))
        control.requestStep()
      },
      3: { control.request(.abort) },
    ])
    control.requestStep()
    let run = TrainingRun(trainer, evaluator: SmallRun.evaluator(Self.preset), observers: [steps])
    #expect(try run.run(control) == .aborted)
    #expect(trainer.position.step == 3)
    #expect(trainer.position.changes.map(\.step) == [2])
  }
}
