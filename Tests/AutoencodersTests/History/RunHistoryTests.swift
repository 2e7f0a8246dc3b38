import Datasets
import FileFormats
import Foundation
import ImageSets
import TestSupport
import Testing

@testable import Autoencoders

/// Runs of ten epochs, ten steps each, that keep their past.
struct RunHistoryTests {
  private static let preset = Preset.all[0]
  private static let epochs = 10

  private static func trainer() -> Trainer {
    var training = SmallRun.configuration(preset, epochs: epochs)
    training.batchSize = 100
    return Trainer(training, of: preset.model, images: SmallRun.data.train, on: makeEngine())
  }

  private static func create(_ path: String) throws -> RunWriter {
    var configuration = RunFolderTests.configuration
    configuration.training = trainer().configuration
    return try RunWriter.create(path, configuration)
  }

  /// Trains to the end or until `stop` steps are taken, with a checkpoint after each `interval` steps.
  private static func train(
    _ writer: RunWriter, _ trainer: Trainer, _ plan: HistoryPlan?,
    resumingAt checkpoint: Checkpoint? = nil, stop: Int? = nil, every interval: Double = 1
  ) throws {
    defer { writer.close() }
    let control = TrainingControl()
    let saver = try RunSaver(
      writer, of: trainer, resumingAt: checkpoint, history: plan, seconds: { 0 })
    let run = saver.run(
      test: SmallRun.data.test, heldOut: SmallRun.data.test.prefix(0),
      observers: stop.map { [Stopper(after: $0, control)] } ?? [],
      secondsBetweenCheckpoints: interval)
    _ = try saver.train(run, control, rescue: nil)
  }

  private static func resume(_ path: String, _ plan: HistoryPlan? = nil) throws {
    let writer = try RunWriter.open(path)
    let checkpoint = try writer.folder.checkpoint()
    let trainer = try writer.folder.trainer(
      resuming: checkpoint, trainer().configuration, images: SmallRun.data.train, on: makeEngine())
    try train(writer, trainer, plan, resumingAt: checkpoint)
  }

  /// The files of a history by their names.
  private static func files(_ path: String) throws -> [String: [UInt8]] {
    let folder = "\(path)/history"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Dictionary(uniqueKeysWithValues: try names.map { ($0, try readFile("\(folder)/\($0)")) })
  }

  @Test func everyEpochIsKeptSomeOfThemExactly() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/run"
      try Self.train(Self.create(path), Self.trainer(), .usual)
      let folder = try RunFolder.open(path)
      let (history, faults) = folder.history(within: EpochHistory.usualLimit)
      #expect(faults == [] && history.records.map(\.epoch) == Array(1...10))
      #expect(history.records.filter(\.isExact).map(\.epoch) == [2, 4, 6, 8, 10])
      let size = folder.historySize
      #expect(size.epochs == 10 && size.exact == 5)
      #expect(size.bytes == (try Self.files(path)).values.reduce(0) { $0 + $1.count })
      #expect(folder.state().bytes > 5 * size.bytes / 4 && folder.state().history == size)
      // Codes of all 200 test images, as the model finds them that the run ended with.
      let codes = SmallRun.evaluator(Self.preset).codes(
        Autoencoder(try folder.model(), capacity: 200, on: makeEngine()))
      #expect(history.records.last?.codes == codes)
    }
  }

  /// The model of an epoch is bit for bit that of a run that was stopped there, and so is what it is judged by.
  @Test(arguments: [2, 8, 10])
  func anEpochIsWhatARunStoppedThereIs(epoch: Int) throws {
    try withTemporaryFolder { root in
      let (path, stopped) = ("\(root)/run", "\(root)/stopped")
      try Self.train(Self.create(path), Self.trainer(), .usual)
      try Self.train(Self.create(stopped), Self.trainer(), HistoryPlan.none, stop: 10 * epoch)
      let model = try RunFolder.open(path).model(ofEpoch: epoch)
      let other = try RunFolder.open(stopped).model()
      #expect(model == other)
      let evaluations = [model, other].map { snapshot in
        SmallRun.evaluator(Self.preset).evaluate(
          Autoencoder(snapshot, capacity: 200, on: makeEngine()), seed: 1)
      }
      #expect(evaluations[0] == evaluations[1])
    }
  }

  @Test func whatIsNotKeptExactlyIsToldWithWhatIs() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/run"
      try Self.train(Self.create(path), Self.trainer(), .usual)
      let folder = try RunFolder.open(path)
      #expect(throws: RunFolderError.noEpoch(path: path, epoch: 3, exact: [2, 4, 6, 8, 10])) {
        try folder.model(ofEpoch: 3)
      }
      try FileManager.default.removeItem(atPath: "\(path)/history")
      #expect(throws: RunFolderError.noEpoch(path: path, epoch: 3, exact: [10])) {
        try folder.model(ofEpoch: 3)
      }
    }
  }

  private static let plans = [HistoryPlan.atMost(4), .usual, .all]

  /// The files of the history of a run that nothing befell, by plan.
  private static let unbroken: Result<[[String: [UInt8]]], any Error> = Result {
    try plans.map { plan in
      try withTemporaryFolder { root in
        let path = "\(root)/whole"
        try train(create(path), trainer(), plan, every: 1_000)
        return try files(path)
      }
    }
  }

  /// Stopped anywhere and gone on with, whatever came after its last checkpoint, it is the history of a run that
  /// nothing befell.
  @Test(arguments: [5, 10, 11, 59, 60, 73], plans.indices)
  func aResumedRunHasTheHistoryOfAnUnbrokenOne(stop: Int, index: Int) throws {
    try withTemporaryFolder { root in
      let (plan, broken) = (Self.plans[index], "\(root)/broken")
      try Self.train(Self.create(broken), Self.trainer(), plan, stop: stop)
      // What a run that was killed had come to after its checkpoint, and the half of a file.
      let later = HistoryFile(epoch: 9, .exact).name
      let folder = try HeldFolder(broken).subfolder("history")
      try folder.replace(later, with: [1, 2, 3])
      try Self.resume(broken, stop < 10 ? plan : nil)
      let (one, other) = (try Self.unbroken.get()[index], try Self.files(broken))
      #expect(one.keys.sorted() == other.keys.sorted())
      #expect(one == other)
      #expect(!one.isEmpty)
    }
  }

  @Test func whatWasNotKeptIsNotKeptWhenItGoesOn() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/run"
      try Self.train(Self.create(path), Self.trainer(), HistoryPlan.none, stop: 20)
      try Self.resume(path)
      #expect(try Self.files(path).isEmpty && RunFolder.open(path).historySize.epochs == 0)
    }
  }

  /// A damaged file costs its epoch alone.
  @Test func aDamagedFileIsLeftOutAndTold() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/run"
      try Self.train(Self.create(path), Self.trainer(), .atMost(4))
      let folder = try RunFolder.open(path)
      let names = try Self.files(path).keys.sorted()
      try HeldFolder("\(path)/history").replace(names[0], with: [0, 1, 2])
      let (history, faults) = folder.history(within: EpochHistory.usualLimit)
      #expect(history.records.count == names.count - 1 && faults.count == 1)
      guard case .safeTensors(let place, _) = try #require(faults.first) else {
        Issue.record("\(faults)")
        return
      }
      #expect(place == "\(path)/history/\(names[0])")
    }
  }
}
