import Autoencoders
import FileFormats
import Foundation
import ImageSets
import TestSupport
import Testing

/// Files that cost a crash, a hang or gigabytes once.
struct HostileFileTests {
  private static func line(_ epoch: String, _ step: String = "18", loss: String = "663.8") -> String
  {
    #"{"epoch":\#(epoch),"kl":0.17,"kl_weight":1,"reconstruction":\#(loss),"seconds":0.01,"split":"train","step":\#(step),"total":664}"#
  }

  /// `hang-metrics` of the cases, and numbers that are counted up to or indexed with later on.
  @Test(arguments: [
    line("5e-324"), line("-1"), line("1e300"), line("1", "-1"), line("1", "9223372036854775807"),
    line("1", loss: "1e400"), line("1").replacing("0.01", with: "-5"),
    line("1").replacing(#""step""#, with: #""steps":9223372036854775807,"step""#),
  ])
  func impossibleLinesAreDamaged(line: String) {
    let log = MetricsLog(parsing: line + "\n" + Self.line("1") + "\n")
    #expect(log.damagedLines == [1] && log.lines.count == 1)
  }

  /// The greatest losses there are can be read; that they are drawn is for charts to see to.
  @Test func greatLossesAreRead() {
    let log = MetricsLog(parsing: Self.line("1", loss: "-1.7e308") + "\n")
    #expect(log.lines.first?.reconstruction == -1.7e308)
  }

  private static let training = TrainingConfiguration(epochs: 2, batchSize: 4)
  private static let model = ModelConfiguration(
    imageHeight: 4, imageWidth: 4, encoder: [.dense(3, .relu)], latent: .gaussian(dimensions: 2),
    decoder: [.dense(16, .identity)])

  private static func trainer() -> Trainer {
    let images = LabeledImages(height: 4, width: 4, pixels: (0..<160).map { UInt8($0) })
    return Trainer(training, of: model, images: images, on: makeEngine())
  }

  private static func file(_ change: (inout SafeTensors) throws -> Void) throws -> SafeTensors {
    let trainer = trainer()
    _ = try trainer.step()
    var file = try Checkpoint(of: trainer).safeTensors()
    try change(&file)
    return file
  }

  @Test func whatIsNoNumberInTheOptimizerIsRefused() throws {
    let file = try Self.file { file in
      let mean = try #require(file.tensors["optimizer.mean"])
      var floats = try #require(mean.floats)
      floats[3] = .nan
      file.tensors["optimizer.mean"] = SafeTensors.Tensor(floats, shape: mean.shape)
    }
    #expect(throws: ModelFileError.notFinite(tensor: "optimizer.mean")) { try Checkpoint(file) }
  }

  /// An average of more images than the batches taken had, and positions that are none.
  @Test(arguments: [
    (#""images":4"#, #""images":5"#), (#""images":4"#, #""images":1125899906842624"#),
    (#""batch":1"#, #""batch":0"#),
    (#""step":1"#, #""step":1125899906842624"#), (#""epoch":0"#, #""epoch":1073741824"#),
  ])
  func impossiblePositionsAreRefused(old: String, new: String) throws {
    let file = try Self.file { file in
      let text = try #require(file.metadata["latentwalk.position"])
      #expect(text.contains(old), "\(text)")
      file.metadata["latentwalk.position"] = text.replacing(old, with: new)
    }
    let checkpoint = try Checkpoint(file)
    let trainer = Self.trainer()
    #expect(throws: ModelFileError.impossiblePosition(checkpoint.position)) {
      try Trainer(resuming: checkpoint, Self.training, model: trainer.model, images: trainer.images)
    }
  }

  @Test(arguments: ["9223372036854775807", "-1", "1125899906842625"])
  func numbersBeyondAllRunsAreOutOfRange(images: String) throws {
    let file = try Self.file { file in
      file.metadata["latentwalk.position"] = file.metadata["latentwalk.position"]?
        .replacing(#""images":4"#, with: #""images":\#(images)"#)
    }
    #expect(
      throws: ModelFileError.metadata(
        key: "latentwalk.position", .outOfRange(path: "average.images", found: images))
    ) { try Checkpoint(file) }
  }

  /// `promises-gigabytes` of the cases: eight layers of 16 000 units, and no tensor.
  @Test(.mustEnd) func promisesAreHeldAgainstTheFile() throws {
    for layer in [LayerConfiguration.dense(16_000, .relu), .thinned(16_000, .relu, deleting: 0.5)] {
      let model = ModelConfiguration(
        encoder: Array(repeating: layer, count: 8), latent: .gaussian(dimensions: 2),
        decoder: [.dense(784, .identity)])
      let file = SafeTensors(
        tensors: [:], metadata: ["latentwalk.model": try model.document.text()])
      let needed = 785 * 16_000 + 7 * 16_001 * 16_000 + 3 * 784
      #expect(throws: ModelFileError.tooFewNumbers(needed: needed, found: 0)) {
        try ModelSnapshot(file)
      }
    }
  }

  @Test func layersThatMakeTooMuchAreRefused() {
    let layers = [
      LayerConfiguration.reshape(FeatureShape(height: 4, width: 4, channels: 1)), .upsampling(64),
    ]
    let deep = ModelConfiguration(
      imageHeight: 4, imageWidth: 4, encoder: [], latent: .deterministic,
      decoder: layers + Array(repeating: .upsampling(1), count: 400) + [.maxPooling(64)])
    #expect(throws: ModelConfigurationError.self) { try deep.validate() }
    var pooled = Self.model
    pooled.encoder = [.maxPooling(.max)] + pooled.encoder
    #expect(throws: ModelConfigurationError.layer(.maxPooling(.max), at: "encoder[0]")) {
      try pooled.validate()
    }
  }

  /// The size of a file on disk is held against its head before the rest is read.
  @Test func aFileIsRefusedByItsHead() throws {
    try withTemporaryFolder { folder in
      let bytes = try Self.file { _ in }.fileBytes()
      func fails(_ error: RunFolderError, _ bytes: [UInt8]) throws {
        try writeFile(bytes, to: "\(folder)/model")
        #expect(throws: error) { try ModelSnapshot(contentsOf: "\(folder)/model") }
      }
      try writeFile(bytes, to: "\(folder)/model")
      #expect(try ModelSnapshot(contentsOf: "\(folder)/model").step == 1)
      let path = "\(folder)/model"
      try fails(.safeTensors(path: path, .otherKind(.empty)), [])
      try fails(.safeTensors(path: path, .otherKind(.text)), Array("weights, as text".utf8))
      try fails(.safeTensors(path: path, .headerLength(nil, fileSize: 3)), [1, 0, 1])
      #expect(throws: RunFolderError.self) {
        try writeFile(bytes.dropLast(), to: path)
        _ = try ModelSnapshot(contentsOf: path)
      }
      #expect(
        throws: RunFolderError.file(FileError(.readSpecial(.device), "/dev/zero", code: ESPIPE))
      ) {
        try ModelSnapshot(contentsOf: "/dev/zero")
      }
    }
  }
}
