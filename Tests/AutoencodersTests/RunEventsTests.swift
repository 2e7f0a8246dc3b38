import Datasets
import FileFormats
import Foundation
import ImageSets
import TestSupport
import Testing

@testable import Autoencoders

struct RunEventsTests {
  private static let preset = Preset.all[0]

  private static func trainer(epochs: Int = 2) -> Trainer {
    var training = SmallRun.configuration(preset)
    (training.epochs, training.batchSize) = (epochs, 10)
    return Trainer(
      training, of: preset.model, images: SmallRun.data.train, on: makeEngine())
  }

  /// Trains until the end, or until `stop` steps are taken.
  private static func train(
    _ writer: RunWriter, _ trainer: Trainer, resumingAt checkpoint: Checkpoint? = nil,
    stop: Int? = nil
  ) throws {
    let control = TrainingControl()
    let saver = try RunSaver(
      writer, of: trainer, resumingAt: checkpoint, keepsEvents: true, wallTime: { 1_000 },
      seconds: { 0 })
    let run = saver.run(
      test: SmallRun.data.test, heldOut: SmallRun.data.test.prefix(0),
      observers: stop.map { [Stopper(after: $0, control)] } ?? [])
    _ = try saver.train(run, control, rescue: nil)
  }

  /// The one file of events in a folder, record after record.
  private static func records(_ folder: String) throws -> [(tags: [String], bytes: [UInt8])] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let files = names.filter { $0.hasPrefix("events.out.tfevents.1000.") }
    #expect(files.count == 1)
    let bytes = try readFile("\(folder)/\(try #require(files.first))")
    let marks = TensorBoardEvent.marks(in: bytes)
    #expect(marks.last?.end == bytes.count)
    return zip(marks, [0] + marks.map(\.end)).map { ($0.tags, Array(bytes[$1..<$0.end])) }
  }

  /// Whatever is no clock's.
  private static func lasting(_ folder: String) throws -> [[UInt8]] {
    try records(folder).filter { !$0.tags.contains("images_per_second") }.map(\.bytes)
  }

  /// What there is no room for is counted.
  @Test func lostEventsAreTold() throws {
    try withTemporaryFolder { folder in
      let writer = try RunWriter.create("\(folder)/run", RunFolderTests.configuration)
      let saver = try RunSaver(
        writer, of: Self.trainer(), resumingAt: nil, keepsEvents: true, seconds: { 0 })
      let recorder = try #require(saver.eventRecorder)
      let tag = String(repeating: "a", count: 9 << 20)
      recorder.append([.scalar(tag, 1)], step: 1)
      #expect(saver.lostEvents == 0)
      recorder.append([.scalar(tag, 1)], step: 2)
      #expect(saver.lostEvents == 1)
    }
  }

  /// Stopped anywhere, within a line of the log and at an epoch's end among it, and resumed.
  @Test(arguments: [3, 17, 99, 100, 101, 150])
  func aResumedRunHasTheEventsOfAnUnbrokenOne(stop: Int) throws {
    try withTemporaryFolder { root in
      let whole = try RunWriter.create("\(root)/whole", RunFolderTests.configuration)
      let unbroken = Self.trainer()
      #expect(unbroken.stepsPerEpoch == 100)
      try Self.train(whole, unbroken)
      let broken = try RunWriter.create("\(root)/broken", RunFolderTests.configuration)
      try Self.train(broken, Self.trainer(), stop: stop)
      broken.close()
      let resumed = try RunWriter.open("\(root)/broken")
      let checkpoint = try resumed.folder.checkpoint()
      try Self.train(
        resumed,
        try resumed.folder.trainer(
          resuming: checkpoint, unbroken.configuration, images: SmallRun.data.train,
          on: makeEngine()),
        resumingAt: checkpoint)
      #expect(try Self.lasting("\(root)/broken") == Self.lasting("\(root)/whole"))
      #expect(try Self.records("\(root)/broken").count == Self.records("\(root)/whole").count)
    }
  }

  /// A run that was ended before its first checkpoint begins anew in the same file.
  @Test func aRunThatBeginsAnewHasNoOldEvents() throws {
    try withTemporaryFolder { root in
      let name = "events.out.tfevents.1000.host.1.0"
      let old = TensorBoardEvent(wallTime: 1, step: 9, values: [.init("total/train", .scalar(1))])
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration)
      try writer.write(
        TensorBoardEvent.fileHeader(wallTime: 1) + old.record, to: name, inSubfolder: nil)
      let trainer = Self.trainer(epochs: 1)
      try Self.train(writer, trainer)
      let known = try Self.records("\(root)/run")
      #expect(known.first?.bytes == TensorBoardEvent.fileHeader(wallTime: 1_000))
      #expect(!known.contains { $0.bytes == old.record })
    }
  }

  /// Norms are those of the step: its gradients, and the parameters before and after.
  @Test func normsAreOfTheLastStep() throws {
    let trainer = Self.trainer(epochs: 1)
    var step = LastStep()
    for _ in 0..<99 {
      step.prepare(trainer)
      _ = try trainer.step()
      #expect(step.norms(after: trainer).isEmpty)
    }
    step.prepare(trainer)
    let before = trainer.snapshot().parameters
    _ = try trainer.step()
    let values = step.norms(after: trainer)
    let parameter = try #require(trainer.model.namedParameters.first)
    var (update, own) = (0.0, 0.0)
    for (old, new) in zip(before, trainer.snapshot().parameters).prefix(parameter.count) {
      update += Double(new - old) * Double(new - old)
      own += Double(old) * Double(old)
    }
    let ratio = values.first { $0.tag == "update_ratio/\(parameter.name)" }
    #expect(ratio?.content == .scalar(Float((update / own).squareRoot())))
    let gradient = values.first { $0.tag == "gradient_norm/\(parameter.name)" }
    let squares = trainer.model.gradients.floats(parameter.range).map { Double($0) * Double($0) }
    #expect(gradient?.content == .scalar(Float(squares.reduce(0, +).squareRoot())))
    // Biases begin as zeros, and have moved since.
    #expect(values.count == 2 * trainer.model.namedParameters.count)
  }
}
