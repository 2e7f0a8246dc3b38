import Autoencoders
import Datasets
import FileFormats
import Foundation
import ImageSets
import TestSupport
import Testing

/// Faults of the storage under a run of 33 steps, each of which asks for a checkpoint.
struct RunSaverTests {
  private static let preset = Preset.all[0]

  /// The log of a run that nothing befell.
  private static func unbrokenLog() throws -> [MetricsLine] {
    try withTemporaryFolder { root in
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration)
      try SavedRun(writer, of: SmallRun.trainer(preset)).run.run()
      return try SavedRun.lines(of: writer.folder)
    }
  }

  private static func expectWhole(_ folder: RunFolder, _ trainer: Trainer) throws {
    #expect(try SavedRun.lines(of: folder) == unbrokenLog())
    #expect(try folder.checkpoint() == Checkpoint(of: trainer))
    #expect(try folder.model() == trainer.snapshot())
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(
      names == [
        "checkpoint-sound.safetensors", "checkpoint.safetensors", "config.json", "metrics.jsonl",
        "model.safetensors",
      ])
  }

  @Test(arguments: [
    (FaultyFileSystem.Fault.full(after: 0, code: ENOSPC), ENOSPC),
    (.full(after: 700, code: EDQUOT), EDQUOT), (.full(after: 100_000, code: EFBIG), EFBIG),
    (.refuses(code: EROFS), EROFS), (.refuses(code: EACCES), EACCES),
    (.refuses(code: ENOENT), ENOENT), (.refuses(code: EIO), EIO),
  ])
  func aFaultThatPassesCostsNothing(fault: FaultyFileSystem.Fault, code: Int32) throws {
    try withTemporaryFolder { root in
      let system = FaultyFileSystem()
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration, on: system)
      let trainer = SmallRun.trainer(Self.preset)
      var failures = 0
      let watcher = StepWatcher([
        4: { system.fault = fault },
        24: {
          failures = system.failures
          system.fault = nil
        },
      ])
      let saved = try SavedRun(writer, of: trainer, observers: [watcher])
      let ending = try saved.run.run()
      let outcome = try saved.saver.finish(ending, rescue: nil)
      #expect(ending == .finished && !outcome.isRescued && saved.saver.lostLines == 0)
      guard case .file(let error) = try #require(saved.told.first.flatMap(\.error)) else {
        Issue.record("\(saved.told)")
        return
      }
      #expect(error.code == code && error.path.hasPrefix("\(root)/run/"))
      #expect(saved.told.count == 2 && saved.told.last == .recovered)
      // Tried at steps 4, 5, 7, 11 and 19, a log and two files with their temporary ones at most.
      #expect((1...30).contains(failures))
      try Self.expectWhole(outcome.folder, trainer)
    }
  }

  @Test(arguments: [FaultyFileSystem.Fault.partial(bytes: 4_001), .slow(seconds: 0.0005)])
  func whatIsNoFailureIsNotTold(fault: FaultyFileSystem.Fault) throws {
    try withTemporaryFolder { root in
      let system = FaultyFileSystem()
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration, on: system)
      let trainer = SmallRun.trainer(Self.preset)
      let saved = try SavedRun(
        writer, of: trainer, observers: [StepWatcher([4: { system.fault = fault }])])
      let outcome = try saved.saver.finish(try saved.run.run(), rescue: nil)
      #expect(saved.told == [])
      try Self.expectWhole(outcome.folder, trainer)
    }
  }

  /// A run whose folder fails to the end is whole in another, and can be gone on with there.
  @Test(arguments: [
    FaultyFileSystem.Fault.full(after: 900, code: ENOSPC), .refuses(code: EROFS),
    .refuses(code: EDQUOT),
  ])
  func aFaultThatStaysCostsNothing(fault: FaultyFileSystem.Fault) throws {
    try withTemporaryFolder { root in
      let system = FaultyFileSystem(in: "\(root)/run")
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration, on: system)
      try createFolder("\(root)/rescue/run")
      let trainer = SmallRun.trainer(Self.preset)
      let saved = try SavedRun(
        writer, of: trainer, observers: [StepWatcher([15: { system.fault = fault }])])
      let outcome = try saved.saver.finish(try saved.run.run(), rescue: "\(root)/rescue")
      #expect(outcome.isRescued && outcome.folder.path == "\(root)/rescue/run-2")
      #expect(saved.told.count == 1)
      try Self.expectWhole(try RunFolder.open(outcome.folder.path), trainer)
    }
  }

  @Test func whereNothingCanBeWrittenBothReasonsAreTold() throws {
    try withTemporaryFolder { root in
      let system = FaultyFileSystem()
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration, on: system)
      let saved = try SavedRun(
        writer, of: SmallRun.trainer(Self.preset),
        observers: [StepWatcher([15: { system.fault = .refuses(code: EIO) }])])
      let ending = try saved.run.run()
      let error = try #require(throws: RunFolderError.self) {
        try saved.saver.finish(ending, rescue: "\(root)/rescue")
      }
      guard case .notRescued(let first, let second) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(first.path.hasPrefix("\(root)/run/") && second.path.hasPrefix("\(root)/rescue/run"))
    }
  }

  // MARK: - The folder

  @Test func aFolderThatIsDeletedIsRescued() throws {
    try withTemporaryFolder { root in
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration)
      let trainer = SmallRun.trainer(Self.preset)
      let saved = try SavedRun(
        writer, of: trainer,
        observers: [
          StepWatcher([9: { try FileManager.default.removeItem(atPath: "\(root)/run") }])
        ])
      let outcome = try saved.saver.finish(try saved.run.run(), rescue: "\(root)/rescue")
      #expect(outcome.isRescued && saved.told.count == 1)
      try Self.expectWhole(outcome.folder, trainer)
      #expect(!exists("\(root)/run"))
    }
  }

  @Test func filesThatAreDeletedAreWrittenAnew() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/run"
      let writer = try RunWriter.create(path, RunFolderTests.configuration)
      let trainer = SmallRun.trainer(Self.preset)
      let watcher = StepWatcher([
        9: {
          for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            try FileManager.default.removeItem(atPath: "\(path)/\(name)")
          }
        }
      ])
      let saved = try SavedRun(writer, of: trainer, observers: [watcher])
      _ = try saved.saver.finish(try saved.run.run(), rescue: nil)
      #expect(saved.told == [])
      try Self.expectWhole(try RunFolder.open(path), trainer)
    }
  }

  @Test func aFolderThatIsMovedGoesOnBeingWritten() throws {
    try withTemporaryFolder { root in
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration)
      let trainer = SmallRun.trainer(Self.preset)
      let saved = try SavedRun(
        writer, of: trainer,
        observers: [
          StepWatcher([
            9: {
              try FileManager.default.moveItem(atPath: "\(root)/run", toPath: "\(root)/moved")
              // What takes its place is left alone.
              try createFolder("\(root)/run")
            }
          ])
        ])
      let outcome = try saved.saver.finish(try saved.run.run(), rescue: nil)
      #expect(saved.told == [] && !outcome.isRescued)
      #expect(URL(filePath: outcome.folder.path).lastPathComponent == "moved")
      try Self.expectWhole(outcome.folder, trainer)
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(root)/run") == [])
    }
  }

  /// A link and a pipe that take the place of files are neither followed nor waited for.
  @Test(.mustEnd) func whatIsNoFileIsNotWritten() throws {
    try withTemporaryFolder { root in
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration)
      try writeFile([1], to: "\(root)/precious")
      let trainer = SmallRun.trainer(Self.preset)
      let files = FileManager.default
      let watcher = StepWatcher([
        9: {
          try files.removeItem(atPath: writer.folder.modelPath)
          try files.createSymbolicLink(
            atPath: writer.folder.modelPath, withDestinationPath: "../precious")
          try files.removeItem(atPath: writer.folder.checkpointPath)
          try makeNamedPipe(writer.folder.checkpointPath)
        },
        20: {
          try files.removeItem(atPath: writer.folder.modelPath)
          try files.removeItem(atPath: writer.folder.checkpointPath)
        },
      ])
      let saved = try SavedRun(writer, of: trainer, observers: [watcher])
      let outcome = try saved.saver.finish(try saved.run.run(), rescue: nil)
      let expected = RunFolderError.file(
        FileError(.replace(.pipe), writer.folder.checkpointPath, code: EEXIST))
      #expect(saved.told == [.failed(expected), .recovered])
      #expect(try readFile("\(root)/precious") == [1])
      try Self.expectWhole(outcome.folder, trainer)
    }
  }

  /// What a person and the recorder of pictures put beside the run goes with it.
  @Test func aRescuedRunHasItsPlacesAndPictures() throws {
    try withTemporaryFolder { root in
      let system = FaultyFileSystem(in: "\(root)/run/")
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration, on: system)
      try RunFolder.open("\(root)/run").keep(bookmarks: ["a": [1, 2]])
      try createFolder("\(root)/run/pictures")
      try writeFile([7], to: "\(root)/run/pictures/epoch-000000.png")
      let saved = try SavedRun(
        writer, of: SmallRun.trainer(Self.preset),
        observers: [StepWatcher([15: { system.fault = .full(after: 0, code: ENOSPC) }])])
      let outcome = try saved.saver.finish(try saved.run.run(), rescue: "\(root)/rescue")
      #expect(outcome.isRescued)
      let rescued = try RunFolder.open(outcome.folder.path)
      #expect(try rescued.bookmarks() == ["a": [1, 2]])
      #expect(try readFile("\(rescued.path)/pictures/epoch-000000.png") == [7])
    }
  }

  // MARK: - Resuming

  /// Stopped within a line of its log, a run goes on to the log of an unbroken one.
  @Test(arguments: [7, 10, 27, 499, 500])
  func aResumedLogIsThatOfAnUnbrokenRun(stop: Int) throws {
    try withTemporaryFolder { root in
      var training = SmallRun.configuration(Self.preset)
      (training.epochs, training.batchSize) = (1, 2)
      func trainer() -> Trainer {
        Trainer(training, of: Self.preset.model, images: SmallRun.data.train, on: makeEngine())
      }
      let whole = try RunWriter.create("\(root)/whole", RunFolderTests.configuration)
      let unbroken = try RunSaver(whole, of: trainer(), resumingAt: nil)
      try unbroken.run(test: SmallRun.data.test, heldOut: SmallRun.data.test.prefix(0)).run()

      let broken = try RunWriter.create("\(root)/broken", RunFolderTests.configuration)
      let control = TrainingControl()
      let first = try RunSaver(broken, of: trainer(), resumingAt: nil)
      try first.run(
        test: SmallRun.data.test, heldOut: SmallRun.data.test.prefix(0),
        observers: [Stopper(after: stop, control)]
      ).run(control)
      let checkpoint = try broken.folder.checkpoint()
      #expect(checkpoint.line?.steps == (stop % 10 == 0 ? nil : stop % 10))
      #expect(try broken.folder.metrics().lines.last { $0.split == .train }?.step == stop)
      if stop < 500 {
        let second = try RunSaver(
          broken,
          of: broken.folder.trainer(
            resuming: checkpoint, training, images: SmallRun.data.train, on: makeEngine()),
          resumingAt: checkpoint)
        try second.run(test: SmallRun.data.test, heldOut: SmallRun.data.test.prefix(0)).run()
      }
      #expect(try SavedRun.lines(of: broken.folder) == SavedRun.lines(of: whole.folder))
      #expect(try readFile(broken.folder.modelPath) == readFile(whole.folder.modelPath))
    }
  }

  /// The best model is that of its epoch, although it could be written only later, or only elsewhere.
  @Test(arguments: [false, true])
  func theBestModelIsKeptThroughAFault(isRescued: Bool) throws {
    try withTemporaryFolder { root in
      let system = FaultyFileSystem(in: "\(root)/run")
      let training = EarlyStoppingTests.training
      let writer = try RunWriter.create(
        "\(root)/run", RunFolderTests.configuration, on: system)
      let trainer = Trainer(
        training, of: Self.preset.model, images: SmallRun.data.train.holdingOut(100).rest,
        on: makeEngine())
      let watcher = StepWatcher([
        5: { system.fault = .refuses(code: ENOSPC) },
        55: { system.fault = isRescued ? system.fault : nil },
      ])
      let saved = try SavedRun(writer, of: trainer, heldOut: 100, observers: [watcher])
      let ending = try saved.run.run()
      let outcome = try saved.saver.finish(ending, rescue: "\(root)/rescue")
      let best = try #require(trainer.position.best)
      #expect(ending == .stoppedEarly && outcome.isRescued == isRescued)
      #expect(best.epoch < trainer.position.epoch)
      #expect(try outcome.folder.model().step == best.epoch * 10)
      #expect(try outcome.folder.checkpoint().position.best == best)
    }
  }
}

extension StorageEvent {
  fileprivate var error: RunFolderError? {
    if case .failed(let error) = self { error } else { nil }
  }
}
