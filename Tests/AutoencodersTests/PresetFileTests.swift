import Autoencoders
import FileFormats
import Foundation
import TestSupport
import Testing

/// Presets as files that people write.
struct PresetFileTests {
  private static func read(_ text: String) throws -> Preset {
    try withTemporaryFolder { folder in
      let path = "\(folder)/mine.json"
      try writeFile(Array(text.utf8), to: path)
      do { return try Preset(contentsOf: path) } catch let error as PresetFileError {
        throw error.withoutFolder(folder)
      }
    }
  }

  @Test(arguments: Preset.all.map(\.name))
  func everyPresetComesBack(name: String) throws {
    let preset = try #require(Preset.named(name))
    #expect(try Self.read(preset.fileText()) == preset)
  }

  private static let short = #"""
    {
      "name": "mine",
      "model": {
        "encoder": [{"type": "dense", "units": 64, "activation": "tanh"}],
        "latent": {"type": "gaussian", "dimensions": 2},
        "decoder": [{"type": "dense", "units": 784}]
      }
    }
    """#

  /// What is left out is what Swift's initializers have it.
  @Test func aShortFileTakesTheDefaults() throws {
    let preset = Preset(
      name: "mine", summary: "", source: "",
      model: ModelConfiguration(
        encoder: [.dense(64, .tanh)], latent: .gaussian(dimensions: 2),
        decoder: [.dense(784, .identity)]),
      training: TrainingConfiguration(epochs: 50))
    #expect(try Self.read(Self.short) == preset)
  }

  private static func short(model: [String], training: String) -> String {
    """
    {"version": 2, "name": "mine", "training": {\(training)}, "model": {"encoder": [\(model[0])],
    "latent": {"type": "\(model[1])"\(model[2])}, "decoder": [\(model[3])]\(model[4])}}
    """
  }

  /// Every kind of a thing in as few words as it can be said.
  @Test func everyPartOfAShortFileTakesTheDefaults() throws {
    let text = Self.short(
      model: [
        #"{"type": "convolution", "channels": 4, "stride": 2}, {"type": "flatten"}"#,
        "log_deviation", #", "dimensions": 3"#,
        #"""
        {"type": "dense", "units": 784},
        {"type": "reshape", "height": 14, "width": 14, "channels": 4},
        {"type": "transposed_convolution", "channels": 1}
        """#,
        #", "corruption": {"type": "masking", "share": 0.2}"#,
      ],
      training: #"""
        "epochs": 3, "optimizer": {"type": "sgd", "momentum": 0.5}, "validation_images": 10,
        "schedule": {"type": "warm_up", "epochs": 2}, "early_stopping": {"type": "patience", "epochs": 4},
        "objective": {"kl_weight": 2}
        """#)
    let preset = try Self.read(text)
    #expect(
      preset.model
        == ModelConfiguration(
          encoder: [.convolution(channels: 4, stride: 2, .identity), .flatten],
          latent: .logDeviation(dimensions: 3, noise: 1),
          decoder: [
            .dense(784, .identity), .reshape(FeatureShape(height: 14, width: 14, channels: 4)),
            .transposedConvolution(channels: 1, .identity),
          ], corruption: .masking(share: 0.2)))
    #expect(
      preset.training
        == TrainingConfiguration(
          epochs: 3, optimizer: .sgd(rate: 0.01, momentum: 0.5),
          schedule: .warmUp(epochs: 2, next: .constant), objective: Objective(klWeight: 2),
          validationImages: 10, earlyStopping: EarlyStopping(patience: 4)))
  }

  private static let layer = #"{"type": "dense", "units": 64, "activation": "tanh"}"#

  static let faults: [(old: String, new: String, error: PresetFileError)] = [
    (
      #""name": "mine","#, "",
      .metadata(path: "mine.json", .missingKey(path: "name"))
    ),
    (
      #""mine""#, #""../mine""#,
      .metadata(path: "mine.json", .outOfRange(path: "name", found: #""../mine""#))
    ),
    (
      #""name""#, #""version": 9, "name""#,
      .metadata(path: "mine.json", .newerVersion(9, known: 2))
    ),
    (
      #""units": 64"#, #""units": 0"#,
      .metadata(path: "mine.json", .outOfRange(path: "model.encoder[0].units", found: "0"))
    ),
    (
      #""units": 64"#, #""unit": 64"#,
      .metadata(path: "mine.json", .missingKey(path: "model.encoder[0].units"))
    ),
    (
      #""units": 64"#, #""units": 64, "activaton": "relu""#,
      .metadata(
        path: "mine.json",
        .unknownKey(path: "model.encoder[0].activaton", known: ["type", "units", "activation"]))
    ),
    (
      #""tanh""#, #""gelu""#,
      .metadata(
        path: "mine.json",
        .unknownWord(
          path: "model.encoder[0].activation", found: "gelu",
          known: ["identity", "relu", "sigmoid", "tanh"]))
    ),
    (
      #""dimensions": 2"#, #""dimensions": "2""#,
      .metadata(
        path: "mine.json",
        .wrongType(path: "model.latent.dimensions", expected: "number", found: "string"))
    ),
    (
      #""units": 784"#, #""units": 783"#,
      .model(path: "mine.json", .decoderOutput(expected: 784, found: 783))
    ),
    (
      layer, #"\#(layer), {"type": "reshape", "height": 5, "width": 5, "channels": 1}"#,
      .model(
        path: "mine.json",
        .layer(.reshape(FeatureShape(height: 5, width: 5, channels: 1)), at: "encoder[1]"))
    ),
    (
      #""name""#, #""training": {"objective": {"penalty": {"type": "l1", "weight": 1}}}, "name""#,
      .training(path: "mine.json", .objective(.penaltyOfPosterior))
    ),
    (
      #""name""#, #""training": {"epochs": 2000000000}, "name""#,
      .metadata(path: "mine.json", .outOfRange(path: "training.epochs", found: "2000000000"))
    ),
    (#""mine","#, #""mine""#, .syntax(path: "mine.json", line: 3, column: 3)),
    (
      #""name""#, #""name": "yours", "name""#,
      .metadata(path: "mine.json", .json(.duplicateKey("name")))
    ),
  ]

  @Test(arguments: faults.indices)
  func faultsAreNamedByFileAndField(index: Int) {
    let (old, new, error) = Self.faults[index]
    let text = Self.short.replacing(old, with: new, maxReplacements: 1)
    #expect(text != Self.short)
    #expect(throws: error) { try Self.read(text) }
  }

  @Test func whatIsNoFileIsNotRead() throws {
    try withTemporaryFolder { folder in
      #expect(
        throws: PresetFileError.file(FileError(.readSpecial(.folder), folder, code: ESPIPE))
      ) {
        try Preset(contentsOf: folder)
      }
      #expect(throws: PresetFileError.self) { try Preset(contentsOf: "\(folder)/none.json") }
    }
  }
}

extension PresetFileError {
  /// The error with the path as a person in `folder` would give it.
  fileprivate func withoutFolder(_ folder: String) -> PresetFileError {
    func short(_ path: String) -> String { path.replacing("\(folder)/", with: "") }
    return switch self {
    case .file: self
    case .syntax(let path, let line, let column):
      .syntax(path: short(path), line: line, column: column)
    case .metadata(let path, let error): .metadata(path: short(path), error)
    case .model(let path, let error): .model(path: short(path), error)
    case .training(let path, let error): .training(path: short(path), error)
    }
  }
}
