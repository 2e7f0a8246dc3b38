import Autoencoders
import Datasets
import FileFormats
import TestSupport
import Testing

/// Runs on disk whose second epoch leaves nothing finite, with an eighth of the rate too.
struct DivergedRunTests {
  private static var preset: Preset {
    var preset = Preset.all[0]
    preset.training.schedule = .step(epochs: 1, factor: 1e30)
    return preset
  }

  /// Trains until it is over, or until `control` says otherwise.
  private static func outcome(
    _ saved: SavedRun, _ control: TrainingControl = TrainingControl()
  ) throws -> DivergenceError? {
    do {
      _ = try saved.saver.finish(saved.run.run(control), rescue: nil)
      return nil
    } catch let error as DivergenceError {
      _ = try saved.saver.finish(.diverged, rescue: nil)
      return error
    }
  }

  @Test func theFolderIsThatOfTheLastSoundEpoch() throws {
    try withTemporaryFolder { root in
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration)
      let trainer = SmallRun.trainer(Self.preset)
      let error = try #require(try Self.outcome(SavedRun(writer, of: trainer)))
      #expect(error.attempts == 3 && trainer.givenUpFor == error)
      let log = try writer.folder.metrics()
      #expect(log.changes == trainer.position.changes && log.changes.count == 4)
      #expect(log.changes.map(\.step) == [11, 11, 11, 11] && log.damagedLines == [])
      #expect(log.lines.map(\.step).max() == 11 && log.lines.last?.split == .test)
      let checkpoint = try writer.folder.checkpoint()
      let sound = try #require(try writer.folder.soundCheckpoint())
      #expect(checkpoint.model == sound.model && checkpoint.position.step == 11)
      #expect(checkpoint.optimizerState == sound.optimizerState)
      #expect(try writer.folder.model() == sound.model)
    }
  }

  /// Interrupted before, while and after it went back, a run leaves the files of the one that was not.
  @Test(arguments: [5, 11, 12])
  func anInterruptedRunLeavesTheSameFiles(stop: Int) throws {
    try withTemporaryFolder { root in
      let whole = try RunWriter.create("\(root)/whole", RunFolderTests.configuration)
      let error = try Self.outcome(SavedRun(whole, of: SmallRun.trainer(Self.preset)))

      let first = try RunWriter.create("\(root)/run", RunFolderTests.configuration)
      let control = TrainingControl()
      _ = try Self.outcome(
        SavedRun(
          first, of: SmallRun.trainer(Self.preset), observers: [Stopper(after: stop, control)]),
        control)
      let writer = try RunWriter.open("\(root)/run")
      let checkpoint = try writer.folder.checkpoint()
      let trainer = try Trainer(
        resuming: checkpoint, SmallRun.configuration(Self.preset),
        model: SmallRun.trainer(Self.preset).model, images: SmallRun.data.train)
      let saved = try SavedRun(
        writer, of: trainer, resumingAt: checkpoint, sound: try writer.folder.soundCheckpoint())
      #expect(try Self.outcome(saved) == error)
      #expect(try SavedRun.lines(of: writer.folder) == SavedRun.lines(of: whole.folder))
      #expect(try writer.folder.metrics().changes == whole.folder.metrics().changes)
      #expect(try writer.folder.model() == whole.folder.model())
      let (found, expected) = (try writer.folder.checkpoint(), try whole.folder.checkpoint())
      #expect(found.model == expected.model && found.optimizerState == expected.optimizerState)
      #expect(found.position.changes == expected.position.changes)
    }
  }

  /// A run that was killed between its checkpoint and its log: the lines of the steps that were taken back are
  /// there still, the mark is not.
  @Test func aLogBehindItsCheckpointCatchesUp() throws {
    try withTemporaryFolder { root in
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration)
      let trainer = SmallRun.trainer(Self.preset)
      _ = try Self.outcome(SavedRun(writer, of: trainer))
      let whole = try readFile(writer.folder.metricsPath)
      let stale = String(decoding: whole, as: UTF8.self)
        .split(separator: "\n").filter { !$0.contains("course_change") }
      let later = try #require(stale.first { $0.contains(#""step":11"#) })
        .replacing(#""step":11"#, with: #""step":12"#)
      try writeFile(
        Array((stale + [Substring(later)]).map { "\($0)\n" }.joined().utf8),
        to: writer.folder.metricsPath)
      let reopened = try RunWriter.open("\(root)/run")
      _ = try SavedRun(reopened, of: trainer, resumingAt: try reopened.folder.checkpoint())
      #expect(try readFile(writer.folder.metricsPath) == whole)
    }
  }

  @Test func aChangedRateIsMarked() throws {
    try withTemporaryFolder { root in
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration)
      let trainer = SmallRun.trainer(Self.preset, epochs: 2)
      _ = try Self.outcome(SavedRun(writer, of: trainer))
      let reopened = try RunWriter.open("\(root)/run")
      let checkpoint = try reopened.folder.checkpoint()
      trainer.changeLearningRate(to: trainer.configuration.optimizer.rate * 1e-30)
      #expect(trainer.givenUpFor == nil)
      _ = try Self.outcome(
        SavedRun(reopened, of: trainer, resumingAt: checkpoint, sound: nil))
      let log = try reopened.folder.metrics()
      #expect(log.changes.count == 5 && log.changes.last?.divergence == nil)
      #expect(log.changes.last?.rateScale == 1e-30 && trainer.isFinished)
      #expect(log.lines.last?.epoch == 2 && log.lines.last?.total.isFinite == true)
    }
  }
}
