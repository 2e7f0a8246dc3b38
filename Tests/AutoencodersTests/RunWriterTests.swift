import Autoencoders
import FileFormats
import Foundation
import TestSupport
import Testing

struct RunWriterTests {
  private static let process = Int(ProcessInfo.processInfo.processIdentifier)

  @Test func aRunHasOneWriter() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/run"
      let writer = try RunWriter.create(path, RunFolderTests.configuration)
      #expect(writer.isExclusive)
      for use in [
        { _ = try RunWriter.open(path) }, { try RunFolder.delete(path) },
        { try RunFolder.move(path, to: "\(root)/moved") },
      ] {
        let error = try #require(throws: RunFolderError.self) { try use() }
        guard case .inUse(path, Self.process, _?) = error else {
          Issue.record("\(error)")
          continue
        }
      }
      // Readers do not mind, and see who it is.
      #expect(try RunFolder.open(path).state().writer == Self.process)
      try RunFolder.open(path).keep(bookmarks: ["a": [1]])
      writer.close()
      #expect(try RunFolder.open(path).state().writer == nil)
      let next = try RunWriter.open(path)
      next.close()
      try RunFolder.move(path, to: "\(root)/moved")
      #expect(try RunFolder.open("\(root)/moved").bookmarks() == ["a": [1]])
      try RunFolder.delete("\(root)/moved")
      #expect(try FileManager.default.contentsOfDirectory(atPath: root) == [])
    }
  }

  /// A folder is new to a run that was killed before its configuration was written, and what that left goes.
  @Test func aRunThatHadNotBegunIsBegunAgain() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/run"
      try createFolder(path)
      try writeFile(Array("7 here\n".utf8), to: "\(path)/\(FolderLock.name)")
      try writeFile([1], to: "\(path)/.latentwalk-config.json.7-1.partial")
      try RunFolder.checkVacant(path)
      let writer = try RunWriter.create(path, RunFolderTests.configuration)
      writer.close()
      #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["config.json"])
      try createFolder("\(root)/other")
      try writeFile([1], to: "\(root)/other/lock")
      #expect(throws: RunFolderError.notEmpty(path: "\(root)/other")) {
        try RunFolder.checkVacant("\(root)/other")
      }
    }
  }

  @Test func aRunThatGoesOnSweepsWhatAKillLeft() throws {
    try withTemporaryFolder { root in
      let folder = try RunFolder.create("\(root)/run", RunFolderTests.configuration)
      try writeFile(
        [1], to: "\(folder.path)/.latentwalk-checkpoint.safetensors.7-1.partial")
      try createFolder("\(folder.path)/pictures")
      try writeFile([1], to: "\(folder.path)/pictures/.latentwalk-a.png.7-1.partial")
      try RunWriter.open(folder.path).close()
      let pictures = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/pictures")
      #expect(pictures == [])
      try FileManager.default.removeItem(atPath: "\(folder.path)/pictures")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["config.json"])
    }
  }

  /// Pipes in the place of a run's files are refused by readers too, and not waited for.
  @Test(.mustEnd) func aPipeIsNotReadFrom() throws {
    try withTemporaryFolder { root in
      let folder = try RunFolder.create("\(root)/run", RunFolderTests.configuration)
      for path in [folder.metricsPath, folder.modelPath, folder.checkpointPath] {
        try makeNamedPipe(path)
      }
      for (path, read) in [
        (folder.metricsPath, { _ = try folder.metrics() }),
        (folder.modelPath, { _ = try folder.model() }),
        (folder.checkpointPath, { _ = try folder.checkpoint() }),
      ] {
        #expect(throws: RunFolderError.file(FileError(.readSpecial(.pipe), path, code: ESPIPE))) {
          try read()
        }
      }
      #expect(folder.state().epoch == 0)
      let config = "\(folder.path)/config.json"
      try FileManager.default.removeItem(atPath: config)
      try makeNamedPipe(config)
      #expect(throws: RunFolderError.file(FileError(.readSpecial(.pipe), config, code: ESPIPE))) {
        try RunFolder.open(folder.path)
      }
    }
  }

  /// A disk that wears out: what cannot be read is told, and nothing is written over it.
  @Test func whatCannotBeReadIsLeftAsItIs() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/run"
      let writer = try RunWriter.create(path, RunFolderTests.configuration)
      try SavedRun(writer, of: SmallRun.trainer(Preset.all[0])).run.run()
      writer.close()
      func error(_ name: String) -> RunFolderError {
        .file(FileError(.read, "\(path)/\(name)", code: EIO))
      }
      let before = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      for name in ["config.json", "checkpoint.safetensors", "metrics.jsonl"] {
        let bytes = try readFile("\(path)/\(name)")
        let system = FaultyFileSystem(in: "\(path)/\(name)")
        system.fault = .unreadable(code: EIO)
        #expect(throws: error(name)) {
          let writer = try RunWriter.open(path, on: system)
          defer { writer.close() }
          let checkpoint = try writer.folder.checkpoint()
          let trainer = SmallRun.trainer(Preset.all[0])
          _ = try RunSaver(writer, of: trainer, resumingAt: checkpoint)
        }
        #expect(try readFile("\(path)/\(name)") == bytes && system.failures > 0)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == before)
    }
  }

  /// A run goes on from its last sound epoch where its checkpoint cannot be read, and says so.
  @Test func anUnreadableCheckpointGivesWayToTheSoundState() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/run"
      let writer = try RunWriter.create(path, RunFolderTests.configuration)
      try SavedRun(writer, of: SmallRun.trainer(Preset.all[0])).run.run()
      writer.close()
      #expect(try SavedState(RunFolder.open(path)).notice == nil)
      let system = FaultyFileSystem(in: writer.folder.checkpointPath)
      system.fault = .unreadable(code: EIO)
      let saved = try SavedState(RunFolder.open(path, on: system))
      let error = RunFolderError.file(FileError(.read, writer.folder.checkpointPath, code: EIO))
      let epoch = saved.checkpoint.position.epoch
      #expect(try saved.checkpoint == writer.folder.soundCheckpoint())
      #expect(saved.notice == .wentToSound(because: error, epoch: epoch))
      try FileManager.default.removeItem(atPath: writer.folder.soundPath)
      #expect(throws: error) { try SavedState(RunFolder.open(path, on: system)) }
    }
  }

  /// Two processes may begin a run in one folder at the same time.
  @Test func aFolderThatIsBeingMadeIsInUse() throws {
    try withTemporaryFolder { path in
      guard case .held(let lock) = try FolderLock.acquire(in: HeldFolder(path)) else {
        Issue.record("no lock was given")
        return
      }
      let error = try #require(throws: RunFolderError.self) {
        try RunWriter.create(path, RunFolderTests.configuration)
      }
      guard case .inUse(path, Self.process, _?) = error else {
        Issue.record("\(error)")
        return
      }
      withExtendedLifetime(lock) {}
    }
  }

  /// A kill may come between a checkpoint and its model, after the last one too.
  @Test func aModelThatIsNotThatOfItsCheckpointIsWritten() throws {
    try withTemporaryFolder { root in
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration)
      let trainer = SmallRun.trainer(Preset.all[0])
      try writer.save(trainer)
      let bytes = { try readFile(writer.folder.modelPath) }
      let first = try bytes()
      for _ in 0..<11 { _ = try trainer.step() }
      trainer.beginNextEpoch()
      try writer.save(trainer)
      let second = try bytes()
      let checkpoint = try writer.folder.checkpoint()
      #expect(first != second && !writer.folder.lacksModel(of: checkpoint))
      try writeFile(first, to: writer.folder.modelPath)
      #expect(writer.folder.lacksModel(of: checkpoint))
      try writer.completeModel(of: checkpoint)
      #expect(try bytes() == second)
      try FileManager.default.removeItem(atPath: writer.folder.modelPath)
      try writer.completeModel(of: checkpoint)
      #expect(try bytes() == second)
      // The best epoch's own checkpoint, and a later one, whose model is another.
      trainer.position.best = BestEpoch(epoch: 1, loss: 2)
      try writeFile(first, to: writer.folder.modelPath)
      #expect(writer.folder.lacksModel(of: Checkpoint(of: trainer)))
      _ = try trainer.step()
      #expect(!writer.folder.lacksModel(of: Checkpoint(of: trainer)))
    }
  }

  @Test func theWayToTrainIsKept() throws {
    try withTemporaryFolder { root in
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration)
      var configuration = RunFolderTests.configuration
      configuration.training.epochs = 50
      try writer.configure(configuration)
      #expect(writer.folder.configuration.training.epochs == 50)
      #expect(try RunFolder.open("\(root)/run").configuration == writer.folder.configuration)
    }
  }

  @Test func aFolderThatCannotBeWrittenIsAnErrorAtOnce() throws {
    try withTemporaryFolder { root in
      let system = FaultyFileSystem()
      system.fault = .refuses(code: EROFS)
      let error = try #require(throws: RunFolderError.self) {
        try RunWriter.create("\(root)/run", RunFolderTests.configuration, on: system)
      }
      #expect(error == .file(FileError(.write, "\(root)/run/\(FolderLock.name)", code: EROFS)))
    }
  }
}
