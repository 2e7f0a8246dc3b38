import Autoencoders
import Datasets
import FileFormats
import TestSupport
import Testing

/// What a model's file says of its training.
struct ModelCardTests {
  private static let preset = Preset.all[0]

  private static func card(_ precision: ParameterPrecision) -> ModelCard {
    let evaluation = Autoencoder(snapshot, on: makeEngine()).evaluate(on: SmallRun.data.test)
    let run = RunConfiguration(
      preset: preset.name, model: preset.model, training: preset.training,
      dataset: DatasetReference(
        name: "mnist", source: "mnist", trainImages: 60_000, testImages: 10_000, fingerprint: 7),
      kernels: "portable")
    return ModelCard(
      of: run, epochs: 12.5, precision: precision, test: TestResult(evaluation),
      program: "latentwalk 0")
  }

  private static let snapshot = Autoencoder(
    preset.model, initialization: .glorotUniform, seed: 1, capacity: 10, on: makeEngine()
  ).snapshot(step: 7)

  @Test(arguments: ParameterPrecision.allCases)
  func comesBackWithTheModel(precision: ParameterPrecision) throws {
    let model = Self.snapshot.rounded(to: precision).described(by: Self.card(precision))
    let read = try ModelSnapshot(SafeTensors(parsing: model.safeTensors().fileBytes()))
    #expect(read == model && read.card == Self.card(precision) && read.card?.epochs == 12.5)
    #expect(
      RunConfiguration(Self.card(precision), of: read.configuration).model == Self.preset.model)
    // Written again, it stays as it was.
    #expect(try read.safeTensors() == model.safeTensors())
  }

  @Test func halfPrecisionIsHalfTheSize() throws {
    func size(_ precision: ParameterPrecision) throws -> Int {
      try Self.snapshot.described(by: Self.card(precision)).safeTensors().tensors.values
        .reduce(0) { $0 + $1.bytes.count }
    }
    #expect(try size(.single) == 2 * size(.half))
  }

  /// Nothing of the eleven bits is lost: what differs is less than a part in 2048.
  @Test func roundingKeepsElevenBits() throws {
    let rounded = Self.snapshot.rounded(to: .half)
    #expect(rounded.rounded(to: .half) == rounded && rounded != Self.snapshot)
    for (a, b) in zip(Self.snapshot.parameters, rounded.parameters) where abs(a) > 0x1p-14 {
      #expect(abs(a - b) <= abs(a) * 0x1p-11)
    }
  }

  /// A parameter of 70 000 is no float of 16 bits.
  @Test func whatIsTooGreatIsRefused() throws {
    var file = try Self.snapshot.safeTensors()
    file.tensors["mean.bias"] = SafeTensors.Tensor([70_000, 0], shape: [2])
    let model = try ModelSnapshot(file).rounded(to: .half).described(by: Self.card(.half))
    #expect(throws: ExportError.beyondPrecision(tensor: "mean.bias")) {
      try model.exported(as: .safetensors)
    }
  }

  @Test func whatMeansNothingIsRefused() throws {
    func fails(_ error: ModelFileError, _ change: (String) -> String) throws {
      var file = try Self.snapshot.described(by: Self.card(.single)).safeTensors()
      file.metadata["latentwalk.card"] = file.metadata["latentwalk.card"].map(change)
      #expect(throws: error) { try ModelSnapshot(file) }
    }
    try fails(.metadata(key: "latentwalk.card", .missingKey(path: "preset"))) {
      $0.replacing(#""preset":"vae","#, with: "")
    }
    try fails(
      .metadata(
        key: "latentwalk.card",
        .unknownWord(path: "precision", found: "none", known: ["single", "half"]))
    ) { $0.replacing(#""precision":"single""#, with: #""precision":"none""#) }
    try fails(.metadata(key: "latentwalk.card", .newerVersion(9, known: 2))) {
      $0.replacing(#""version":2"#, with: #""version":9"#)
    }
    try fails(.invalidCard(.earlyStopping)) {
      let stopping = #""early_stopping":{"epochs":2,"least_improvement":0,"type":"patience"},"#
      return $0.replacing(#""batch_size":"#, with: stopping + #""batch_size":"#)
    }
  }
}
