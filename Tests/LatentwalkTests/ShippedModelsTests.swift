import Autoencoders
import Datasets
import Explorer
import FileFormats
import Foundation
import ImageSets
import ProgramOptions
import TerminalUI
import TestSupport
import Testing

@testable import latentwalk

/// The trained models that come with the program, and where they are found.
@Suite(.serialized, .mustEnd)
struct ShippedModelsTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL.path
  private static var assets: String { "\(package)/assets" }

  private static func path(_ name: String) -> String { "\(assets)/models/\(name).safetensors" }

  /// A machine without data.
  private static func bare(_ home: String) -> ProgramEnvironment {
    ProgramEnvironment(
      variables: [ShippedModels.variable: assets, "LATENTWALK_KERNELS": "portable"], home: home,
      workingFolder: home, program: nil)
  }

  // MARK: Where they are

  @Test func isFoundByTheEnvironmentBesideTheProgramOrInThePackage() throws {
    try withTemporaryFolder { folder in
      let build = "\(folder)/package/.build/x86_64/release"
      for place in ["named", "prefix/share/latentwalk", "package/assets"] {
        try createFolder("\(folder)/\(place)/models")
      }
      for place in [build, "\(folder)/prefix/bin"] { try createFolder(place) }
      try writeFile([], to: "\(folder)/package/Package.swift")
      func add(_ place: String) throws {
        try writeFile([], to: "\(folder)/\(place)/models/vae.safetensors")
      }
      func found(_ program: String?, assets: String? = nil) -> String? {
        ShippedModels(assets: assets, program: program).path(of: "vae")
      }
      #expect(found("\(build)/latentwalk") == nil && found(nil) == nil)
      try add("package/assets")
      let ofPackage = "\(folder)/package/assets/models/vae.safetensors"
      #expect(found("\(build)/latentwalk") == ofPackage)
      #expect(found("\(folder)/prefix/bin/latentwalk") == nil)
      try add("prefix/share/latentwalk")
      let installed = "\(folder)/prefix/share/latentwalk/models/vae.safetensors"
      #expect(found("\(folder)/prefix/bin/latentwalk") == installed)
      // What the environment names is before both, as soon as something is there.
      let named = "\(folder)/named"
      #expect(found("\(build)/latentwalk", assets: named) == ofPackage)
      try add("named")
      #expect(found("\(build)/latentwalk", assets: named) == "\(named)/models/vae.safetensors")
      #expect(found(nil, assets: named) == "\(named)/models/vae.safetensors")
      // Other files there are no shipped models.
      try writeFile([], to: "\(named)/models/other.safetensors")
      #expect(ShippedModels(assets: named, program: nil).path(of: "other") == nil)
    }
  }

  /// The program as it was built, or put anywhere else.
  @Test func theProgramFindsThemOrSaysWhereItLooked() throws {
    try withTemporaryFolder { folder in
      let models = try Program.json(["doctor", "--json"], in: folder)["models_folder"]
      #expect(models as? String == "\(Self.assets)/models")
      let result = try Program.shell(
        "mkdir bin && cp $PROGRAM bin && bin/latentwalk explore", in: folder)
      #expect(result.status == 1 && result.error.split(separator: "\n").count == 1)
      let resolved = URL(filePath: folder).resolvingSymlinksInPath().path
      #expect(
        result.error.contains("looked in \(resolved)/share/latentwalk/models"), "\(result.error)")
      let doctor = try Program.shell("bin/latentwalk doctor", in: folder).output
      #expect(doctor.contains("models     those that come with the program were not found"))
    }
  }

  // MARK: What they are

  @Test func thereIsOneOfEachName() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(Self.assets)/models")
    let expected = ShippedModels.names.map { "\($0).safetensors" } + ["mnist-test.npz"]
    #expect(Set(files) == Set(expected))
    #expect(ShippedModels.names.allSatisfy { Preset.named($0) != nil })
  }

  @Test func allOfThemAreSmall() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: Self.assets)
    let sizes = try files.filter { !isFolder("\(Self.assets)/\($0)") }
      .map { try readFile("\(Self.assets)/\($0)").count }
    #expect(sizes.reduce(0, +) < 8_000_000)
  }

  @Test(arguments: ShippedModels.names)
  func isWalkedWithoutDataAndTraining(name: String) throws {
    try withTemporaryFolder { folder in
      let environment = Self.bare(folder)
      let stored = try StoredModel(ModelRequest(path: name), in: environment)
      let preset = try #require(Preset.named(name))
      let card = try #require(stored.model.card)
      #expect(stored.model.configuration == preset.model && card.preset == name)
      #expect(card.epochs == Double(card.training.epochs) && card.precision == .half)
      #expect(!String(describing: card).contains("/"), "a path of the machine it was made on")
      let snapshot = try stored.withCodes(data: DataRequest(), threads: 1, environment)
      let map = try #require(snapshot.map)
      #expect(map.origin == .someTestImages(of: 10_000) && map.points.count == 1000)
      #expect(snapshot.images?.numbers == (0..<1000).map { 10 * $0 })
      #expect(map.classes == Array(0...9) && map.codes.allSatisfy(\.isFinite))
      #expect(snapshot.summary.preset == name && snapshot.summary.dataset == "mnist")
    }
  }

  /// By the nearest other code: the models see no class, and their codes keep them apart all the same.
  @Test(arguments: [("vae", 0.65), ("ae", 0.6), ("vae-wide", 0.75), ("vae-pytorch", 0.85)])
  func codesKeepClassesApart(name: String, least: Double) throws {
    try withTemporaryFolder { folder in
      let environment = Self.bare(folder)
      let map = try #require(
        StoredModel(ModelRequest(path: name), in: environment)
          .withCodes(data: DataRequest(), threads: 1, environment).map)
      let right = map.points.indices.count { row in
        map.nearest(to: map.code(row), count: 2).first { $0.index != row }?.label
          == map.points[row].label
      }
      #expect(Double(right) / Double(map.points.count) > least)
    }
  }

  @Test(.enabled(if: RealData.isPresent, "\(RealData.reason)"), arguments: ShippedModels.names)
  func cardsSayWhatAnEvaluationSays(name: String) throws {
    let folder = try #require(RealData.folder)
    let card = try #require(ModelSnapshot(contentsOf: Self.path(name)).card)
    try withTemporaryFolder { home in
      let report = try Program.json(
        ["eval", name, "--json"], in: home, variables: ["LATENTWALK_DATA": folder])
      func isEqual(_ key: String, _ value: Double) throws -> Bool {
        let found = try #require(report[key] as? Double)
        return abs(found - value) <= 1e-4 * abs(value)
      }
      #expect(report["images"] as? Int == card.test.images && card.test.images == 10_000)
      #expect(try isEqual("reconstruction", card.test.loss.reconstruction))
      #expect(try isEqual("squared_error", card.test.squaredError))
      if card.test.samples > 0 { #expect(try isEqual("kl", card.test.loss.kl)) }
    }
  }

  @Test(.enabled(if: RealData.isPresent, "\(RealData.reason)"))
  func theImagesAreEveryTenthOfMNIST() throws {
    let folder = try #require(RealData.folder)
    let all = try DatasetLocator(environment: [:], home: "/", workingFolder: "/").find(folder).test
    let sample = try TestSample(contentsOf: "\(Self.assets)/models/mnist-test.npz", of: "mnist")
    #expect(sample.images == all.spread(1000))
  }

  @Test func readmeTellsTheirLosses() throws {
    let readme = String(decoding: try readFile("\(Self.package)/README.md"), as: UTF8.self)
    for name in ShippedModels.names {
      let card = try #require(ModelSnapshot(contentsOf: Self.path(name)).card)
      let row = readme.split(separator: "\n").first { $0.hasPrefix("| `\(name)` |") }
      let loss = String(format: "%.2f", card.test.loss.negativeELBO)
      #expect(row?.hasSuffix(" \(loss) |") == true, "\(name): \(loss)")
      #expect(row?.contains(" \(Int(card.epochs)) epochs |") == true)
    }
  }

  // MARK: On screen

  /// What `explore` without an operand shows, on a machine without data.
  @Test func theFirstIsWalkedAtOnce() throws {
    try withTemporaryFolder { folder in
      let environment = Self.bare(folder)
      let library = UserRuns(
        UserRuns.Resources(data: DataRequest(), threads: 1), environment: environment)
      let path = try environment.shippedModels.first()
      let (session, early) = library.walk(
        try StoredModel(ModelRequest(path: path), in: environment))
      #expect(early.model != nil && early.summary.preset == "vae")
      while !session.isEnded { Thread.sleep(forTimeInterval: 0.01) }
      #expect(session.error == nil && library.dataNotes == [])
      var version = 0
      let snapshot = try #require(session.take(after: &version))
      func screen(_ key: Key) throws -> String {
        try Explorer.screen(
          of: snapshot, size: Size(width: 120, height: 36),
          capabilities: Capabilities(colors: .none), keys: [key]
        ).text
      }
      try expectGolden(screen(.character("3")), "screen-shipped-vae.txt")
      #expect(try screen(.function(3)).contains(" kept of 10 000"))
    }
  }
}
