import Autoencoders
import Explorer
import FileFormats
import Foundation
import TestSupport
import Testing

@testable import latentwalk

/// The runs of a person, on disk.
@Suite(.serialized, .mustEnd)
struct UserRunsTests {
  /// Trains `names`, one after another, each for one epoch on 50 images.
  private static func withRuns(
    _ names: [(preset: String, folder: String)], _ body: (UserRuns, String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      try Fixture.writeData(
        to: "\(folder)/data", train: (0..<50).map { $0 % 10 }, test: (0..<20).map { $0 % 10 })
      for (preset, name) in names {
        let result = try Program.run(
          [
            "train", "--plain", "--preset", preset, "--epochs", "1", "--batch-size", "10",
            "--data", "data", "--out", "runs/\(name)",
          ], in: folder)
        #expect(result.status == 0, "\(result.error)")
      }
      let resources = UserRuns.Resources(data: DataRequest(), threads: 1)
      try body(UserRuns(resources, folder: "\(folder)/runs"), folder)
    }
  }

  @Test func listsWhatTheFoldersHold() throws {
    try Self.withRuns([("simple", "a"), ("vae", "b")]) { library, folder in
      try createFolder("\(folder)/runs/no-run")
      try writeFile([1, 2, 3], to: "\(folder)/runs/no-run/file")
      let list = try library.runs()
      #expect(list.place == "\(folder)/runs" && list.runs.map(\.name) == ["b", "a"])
      let run = try #require(list.runs.first)
      #expect(run.preset == "vae" && run.epoch == 1 && run.epochs == 1 && run.hasModel)
      let files = try FileManager.default.subpathsOfDirectory(atPath: run.path).filter {
        !isFolder("\(run.path)/\($0)")
      }
      let bytes = try files.reduce(0) { try $0 + readFile("\(run.path)/\($1)").count }
      #expect(run.bytes == bytes)
      // The last test line of the log.
      let log = try RunFolder.open(run.path).metrics()
      let loss = try #require(log.lines.last { $0.split == .test }?.loss.negativeELBO)
      #expect(run.test == "-ELBO \(String(format: "%.2f", loss))")
    }
  }

  /// The newest three, without the run itself, other presets and other images.
  @Test func earlierRunsAreOfThePresetAndTheImages() throws {
    let names = ["a", "b", "c", "d", "e"].map { (preset: "vae", folder: $0) }
    try Self.withRuns(names + [(preset: "simple", folder: "f")]) { library, folder in
      try Fixture.writeData(
        to: "\(folder)/others", train: (0..<50).map { $0 % 10 }, test: (0..<20).map { $0 % 10 },
        pixel: { $0 * 41 % 251 })
      let other = try Program.run(
        [
          "train", "--plain", "--preset", "vae", "--epochs", "1", "--batch-size", "10",
          "--data", "others", "--out", "runs/g",
        ], in: folder)
      #expect(other.status == 0, "\(other.error)")
      func earlier(_ name: String) throws -> [EarlierRun] {
        try RunFolder.open("\(folder)/runs/\(name)").earlierRuns()
      }
      let shown = try earlier("d")
      #expect(shown.map(\.name) == ["e", "c", "b"])
      let log = try RunFolder.open("\(folder)/runs/e").metrics().lines
      let losses = log.filter { $0.split == .train }.map(\.losses.mean)
      #expect(shown.first?.history.train.map(\.losses.mean) == losses)
      #expect(try earlier("f").isEmpty && earlier("g").isEmpty)
    }
  }

  @Test func renames() throws {
    try Self.withRuns([("simple", "a"), ("simple", "b")]) { library, folder in
      let path = try library.rename("\(folder)/runs/a", to: "c")
      #expect(path == "\(folder)/runs/c")
      let names = try library.runs().runs.map(\.name).sorted()
      #expect(names == ["b", "c"])
      #expect(throws: RunError.runNameTaken("c")) {
        _ = try library.rename("\(folder)/runs/b", to: "c")
      }
      for name in ["", ".", "..", "x/y"] {
        #expect(throws: RunError.badRunName(name)) {
          _ = try library.rename("\(folder)/runs/b", to: name)
        }
      }
    }
  }

  @Test func deletesRunsAlone() throws {
    try Self.withRuns([("simple", "a")]) { library, folder in
      #expect(throws: RunFolderError.noRun(path: "\(folder)/data")) {
        try library.delete("\(folder)/data")
      }
      #expect(exists("\(folder)/data"))
      try library.delete("\(folder)/runs/a")
      let left = try library.runs().runs
      #expect(left.isEmpty && !exists("\(folder)/runs/a"))
    }
  }

  @Test func findsARunByItsName() throws {
    try Self.withRuns([("simple", "simple-1"), ("simple", "simple-2"), ("vae", "vae-x")]) {
      _, folder in
      let runs = "\(folder)/runs"
      func path(_ name: String) throws -> String? {
        try UserRuns.path(ofRunOrPreset: name, in: runs)
          ?? UserRuns.path(ofOneBeginning: name, in: runs)
      }
      let found = try ["simple-1", "va", "simple", "nothing"].map(path)
      let expected = ["simple-1", "vae-x", "simple-2"].map { "\(runs)/\($0)" }
      #expect(found == expected + [nil])
      #expect(
        throws: RunError.severalRuns(name: "s", runs: ["simple-1", "simple-2"], folder: runs)
      ) { try path("s") }
    }
  }

  @Test(.mustEnd) func opensAndResumes() throws {
    try Self.withRuns([("simple", "a")]) { library, folder in
      let walked = try library.open(.walk(path: "\(folder)/runs/a"))
      #expect(walked.snapshot.model != nil && walked.snapshot.summary.preset == "simple")
      let resumed = try library.open(.resume(path: "\(folder)/runs/a", epochs: 3))
      while !walked.session.isEnded || !resumed.session.isEnded {
        Thread.sleep(forTimeInterval: 0.01)
      }
      #expect(walked.session.error == nil && resumed.session.error == nil)
      let epoch = try library.runs().runs.first?.epoch
      #expect(epoch == 3)
      #expect(library.trainedRuns.count == 1)
      #expect(throws: (any Error).self) { try library.open(.walk(path: "\(folder)/none")) }
    }
  }

  /// Who holds a run's lock trains it: each model that it saves is shown, and its end.
  @Test func followsARunThatIsTrainedElsewhere() throws {
    try Self.withRuns([("simple", "a")]) { library, folder in
      let run = "\(folder)/runs/a"
      let first = try RunFolder.open(run).model()
      var writer: FolderLock.Attempt? = try FolderLock.acquire(in: HeldFolder(run))
      guard case .held = writer else { throw NotHeld() }
      let (session, _) = try library.open(.walk(path: run))
      let begun = next(of: session) { $0.ending == .goesOn && $0.map != nil }
      #expect(begun.model == first && !session.isEnded)

      try Fixture.write(first.configuration, scale: 2, to: "\(run)/model.safetensors")
      let saved = try RunFolder.open(run).model()
      let later = next(of: session) { $0.model == saved }
      #expect(later.ending == .goesOn && later.map?.points != begun.map?.points)

      writer = nil
      let last = next(of: session) { $0.ending != .goesOn }
      #expect(last.model == saved && writer == nil)
      while !session.isEnded { Thread.sleep(forTimeInterval: 0.01) }
      #expect(session.error == nil)
    }
  }

  private struct NotHeld: Error {}

  /// Waits for a state of a session.
  private func next(
    of session: Session, where isWanted: (SessionSnapshot) -> Bool
  ) -> SessionSnapshot {
    var version = 0
    while true {
      if let snapshot = session.take(after: &version), isWanted(snapshot) { return snapshot }
      Thread.sleep(forTimeInterval: 0.01)
    }
  }

  /// The data that the runs were opened with is another; this one's images are too few for the preset, which is how it
  /// is told apart.
  @Test func aNewRunIsTrainedOnTheDataThatIsNamed() throws {
    try Self.withRuns([]) { _, folder in
      let environment = ProgramEnvironment(
        variables: [:], home: folder, workingFolder: folder, program: nil)
      let library = UserRuns(
        UserRuns.Resources(data: DataRequest(place: "digits"), threads: 1),
        environment: environment)
      let (session, snapshot) = try library.open(
        .trainOn(preset: "vae", dataset: "\(folder)/data"))
      #expect(snapshot.summary.preset == "vae")
      while !session.isEnded { Thread.sleep(forTimeInterval: 0.01) }
      let batchSize = try #require(Preset.named("vae")).training.batchSize
      let error = RunError.fewerImagesThanBatch(
        data: "\(folder)/data", images: 50, batchSize: batchSize)
      #expect(session.error as? RunError == error)
    }
  }

  /// A drawing is written pixel for pixel, in the form that the ending asks for, and what cannot be is said.
  @Test func savesDrawings() throws {
    try withTemporaryFolder { folder in
      let library = UserRuns(UserRuns.Resources(data: DataRequest(), threads: 1), folder: folder)
      let image = SavedImage(
        shape: FeatureShape(height: 2, width: 3, channels: 1), levels: [0, 51, 102, 153, 204, 255])
      try library.save(image, to: "\(folder)/a.npy")
      let array = try NPYArray(parsing: readFile("\(folder)/a.npy"))
      #expect(array.shape == [2, 3] && array.floats == [0, 0.2, 0.4, 0.6, 0.8, 1])
      try library.save(image, to: "\(folder)/a.png")
      #expect(
        try readFile("\(folder)/a.png")
          == GrayImage(height: 2, width: 3, pixels: image.levels).pngBytes())
      for (path, words) in [
        ("\(folder)/a.gif", "ends in .png, .npy"), ("\(folder)/none/a.png", "\(folder)/none/a.png"),
      ] {
        let error = try #require(throws: (any Error).self) { try library.save(image, to: path) }
        #expect(library.message(for: error).contains(words))
      }
    }
  }
}
