import Autoencoders
import FileFormats
import Foundation
import TestSupport
import Testing

struct RunFolderTests {
  static let configuration = RunConfiguration(
    preset: "vae", model: Preset.all[0].model, training: SmallRun.configuration(Preset.all[0]),
    dataset: DatasetReference(
      name: "digits", source: "digits", trainImages: 1_000, testImages: 200, fingerprint: 7),
    kernels: "portable")

  @Test func keepsARun() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/new/run"
      let writer = try RunWriter.create(path, Self.configuration)
      #expect(throws: RunFolderError.noModel(path: path)) { try writer.folder.model() }
      let trainer = SmallRun.trainer(Preset.all[0])
      try SavedRun(writer, of: trainer).run.run()
      let read = try RunFolder.open(path)
      #expect(read.configuration == Self.configuration)
      #expect(try read.model() == trainer.model.snapshot(step: 33))
      #expect(try read.checkpoint() == Checkpoint(of: trainer))
      let lines = try read.metrics().lines
      #expect(lines.count { $0.split == .train } == 33)
      #expect(lines.filter { $0.split == .test }.map(\.epoch) == [1, 2, 3])
      #expect(lines.allSatisfy { $0.total == $0.reconstruction + $0.kl })
    }
  }

  /// A folder of a version that knew no classes, and one that keeps them.
  @Test func classesAreOptional() throws {
    try withTemporaryFolder { root in
      let old = try RunFolder.create("\(root)/old", Self.configuration)
      let text = String(decoding: try readFile("\(old.path)/config.json"), as: UTF8.self)
      #expect(!text.contains("classes"))
      #expect(try RunFolder.open(old.path).configuration.dataset.classes == nil)
      var some = Self.configuration
      some.dataset.classes = [1, 7]
      let new = try RunFolder.create("\(root)/new", some)
      #expect(try RunFolder.open(new.path).configuration.dataset.classes == [1, 7])
    }
  }

  @Test func refusesAFolderInUse() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/run"
      _ = try RunFolder.create(path, Self.configuration)
      #expect(throws: RunFolderError.holdsRun(path: path)) {
        try RunFolder.create(path, Self.configuration)
      }
      #expect(throws: RunFolderError.notEmpty(path: root)) {
        try RunFolder.create(root, Self.configuration)
      }
      #expect(throws: RunFolderError.noRun(path: root)) { try RunFolder.open(root) }
      try writeFile([1], to: "\(path)/config.json")
      #expect(
        throws: RunFolderError.configuration(
          path: "\(path)/config.json", .json(.syntax(offset: 0)))
      ) {
        try RunFolder.open(path)
      }
      try writeFile([], to: "\(path)/config.json")
      #expect(
        throws: RunFolderError.configuration(path: "\(path)/config.json", .json(.empty))
      ) {
        try RunFolder.open(path)
      }
    }
  }

  /// A log with a line cut off in the writing, and lines beyond the checkpoint.
  @Test func aResumedLogHasNoGapAndNoRepeat() throws {
    try withTemporaryFolder { root in
      let writer = try RunWriter.create("\(root)/run", Self.configuration)
      let folder = writer.folder
      let trainer = SmallRun.trainer(Preset.all[0])
      try SavedRun(writer, of: trainer).run.run()
      let whole = try folder.metrics().lines
      try writeFile(try readFile(folder.metricsPath).dropLast(20), to: folder.metricsPath)
      #expect(try folder.metrics().lines == Array(whole.dropLast()))
      trainer.position = TrainingPosition()
      (trainer.position.step, trainer.position.epoch) = (15, 1)
      _ = try RunSaver(writer, of: trainer, resumingAt: Checkpoint(of: trainer))
      #expect(try folder.metrics().lines == whole.filter { $0.step <= 15 })
      // The last step of an epoch is done, its end is not.
      (trainer.position.step, trainer.position.epoch) = (11, 0)
      _ = try RunSaver(writer, of: trainer, resumingAt: Checkpoint(of: trainer))
      #expect(try folder.metrics().lines == whole.filter { $0.step <= 11 && $0.split == .train })
    }
  }
}

struct RunFolderBookmarksTests {
  @Test func codesComeBackAsTheyWereKept() throws {
    try withTemporaryFolder { path in
      let folder = try RunFolder.create(path + "/run", RunFolderTests.configuration)
      #expect(try folder.bookmarks() == [:])
      let codes: [String: [Float]] = ["a": [0.1, -2.5e-8], "b": []]
      try folder.keep(bookmarks: codes)
      #expect(try RunFolder.open(folder.path).bookmarks() == codes)
      try folder.keep(bookmarks: ["c": [1, 2]])
      #expect(try folder.bookmarks() == ["c": [1, 2]])
    }
  }
}
