import FileFormats
import Testing

@testable import Autoencoders

struct EpochRecordTests {
  private static func record(_ name: String) throws -> EpochRecord {
    let preset = try #require(Preset.named(name))
    let trainer = SmallRun.trainer(preset)
    let latents = preset.model.latentCount
    let codes = (0..<7 * latents).map { Float($0) / 10 }
    return EpochRecord(epoch: 3, codes: codes, of: trainer.model.snapshot(step: 33))
  }

  @Test(arguments: ["vae", "simple", "conv", "deep-rbm", "iaf"].filter { Preset.named($0) != nil })
  func aFileHoldsIt(preset: String) throws {
    let record = try Self.record(preset)
    for written in [record, record.rounded] {
      let file = try written.safeTensors(.usual)
      let bytes = file.fileBytes()
      #expect(try EpochRecord(SafeTensors(parsing: bytes)) == written)
      #expect(file.metadata["latentwalk.history"] == "64")
    }
  }

  /// An exact file is one of the model too.
  @Test func anExactFileIsAModels() throws {
    let record = try Self.record("vae")
    let model = try ModelSnapshot(record.safeTensors(.all))
    #expect(record.weights == .exact(model))
  }

  /// Images of a rounded decoder are those of the exact one, to within about a level of a pixel.
  @Test func aRoundedDecoderDecodesNearlyAlike() throws {
    let preset = Preset.all[0]
    let trainer = SmallRun.trainer(preset)
    try trainer.finish()
    let record = EpochRecord(epoch: 3, codes: [], of: trainer.snapshot())
    let codes: [[Float]] = [[0, 0], [1, -1], [-2, 0.5], [0.3, 2]]
    let (exact, rounded) = (
      Autoencoder(record.model, capacity: 4, on: makeEngine()).images(of: codes),
      Autoencoder(record.rounded.model, capacity: 4, on: makeEngine()).images(of: codes)
    )
    let errors = zip(exact.joined(), rounded.joined()).map { abs($0 - $1) }
    let (greatest, mean) = (errors.max() ?? 1, errors.reduce(0, +) / Float(errors.count))
    #expect(greatest < 0.02 && mean < 0.001 && greatest > 0)
  }

  /// A quarter of the decoder's bytes, and nothing of the encoder.
  @Test func roundedItIsAnEighthOfTheModel() throws {
    let record = try Self.record("vae")
    #expect(record.rounded.byteCount * 7 < record.byteCount)
    #expect(record.rounded.rounded == record.rounded && !record.rounded.isExact)
  }

  @Test func asManyCodesAreKeptAsThereIsRoomFor() {
    let counts = [1, 2, 20, 64, 1_568, 1_000_000].map { EpochRecord.imageCount(latents: $0) }
    #expect(counts == [5_000, 5_000, 5_000, 1_562, 63, 1])
  }

  // MARK: Files of strangers

  private static func refusal(
    _ change: (inout SafeTensors) -> Void
  ) throws -> ModelFileError? {
    var file = try record("vae").rounded.safeTensors(.usual)
    change(&file)
    do {
      _ = try EpochRecord(file)
      return nil
    } catch { return error }
  }

  @Test func whatIsNoRecordIsRefused() throws {
    let epoch = try Self.refusal { $0.metadata["latentwalk.epoch"] = "0" }
    #expect(
      epoch == .metadata(key: "latentwalk.epoch", .outOfRange(path: "", found: "0")))
    let precision = try Self.refusal { $0.metadata["latentwalk.precision"] = nil }
    #expect(precision == .metadata(key: "latentwalk.precision", .missingKey(path: "")))
    let exact = try Self.refusal { $0.metadata["latentwalk.precision"] = "exact" }
    #expect(exact == .missingTensor("encoder.0.weight"))
    let codes = try Self.refusal { $0.tensors["history.codes"] = nil }
    #expect(codes == .missingTensor("history.codes"))
    let shape = try Self.refusal {
      $0.tensors["history.codes"] = SafeTensors.Tensor([1, 2, 3], shape: [1, 3])
    }
    #expect(shape == .wrongShape(tensor: "history.codes", expected: [1, 2], found: [1, 3]))
  }

  @Test func weightsThatAreNoneAreRefused() throws {
    let name = "decoder.2.weight"
    let element = try Self.refusal {
      $0.tensors[name] = SafeTensors.Tensor(
        element: "I8", shape: [784, 256], bytes: [UInt8](repeating: 0, count: 784 * 256))
    }
    #expect(element == .wrongElement(tensor: name, found: "I8"))
    let rows = try Self.refusal {
      $0.tensors["\(name).range"] = SafeTensors.Tensor([0, 1], shape: [1, 2])
    }
    #expect(rows == .wrongShape(tensor: "\(name).range", expected: [784, 2], found: [1, 2]))
    let infinite = try Self.refusal {
      let most = Float.greatestFiniteMagnitude
      $0.tensors["\(name).range"] = SafeTensors.Tensor(
        (0..<784).flatMap { _ in [-most, most] }, shape: [784, 2])
    }
    #expect(infinite == .notFinite(tensor: "\(name).range"))
  }

  /// A small file does not make a model of many gigabytes.
  @Test func memoryIsNotTakenForWhatIsNotThere() throws {
    var file = try Self.record("vae").rounded.safeTensors(.usual)
    var model = Preset.all[0].model
    model.encoder = [.dense(16_000, .relu), .dense(16_000, .relu), .dense(16_000, .relu)]
    file.metadata["latentwalk.model"] = try model.documentText()
    let error = try #require(throws: ModelFileError.self) { try EpochRecord(file) }
    guard case .tooFewNumbers = error else {
      Issue.record("\(error)")
      return
    }
  }
}
