import Autoencoders
import Testing

struct PresetSizesTests {
  private static func resized(
    _ name: String, hidden: [Int]? = nil, latents: Int? = nil
  ) throws -> Preset {
    try #require(Preset.named(name)).resized(hidden: hidden, latents: latents)
  }

  @Test func hiddenLayersAreReplacedAndMirrored() throws {
    let vae = try Self.resized("vae", hidden: [512, 256], latents: 8)
    #expect(vae.model.encoder == [.dense(512, .relu), .dense(256, .relu)])
    #expect(vae.model.latent == .gaussian(dimensions: 8))
    #expect(
      vae.model.decoder == [.dense(256, .relu), .dense(512, .relu), .dense(784, .identity)])
    #expect(vae.name == "vae-512-256-z8")
    #expect(vae.summary == "vae with hidden layers of 512-256 and a code of 8")
    #expect(vae.training == Preset.named("vae")?.training)
  }

  /// The last layer of an encoder without a posterior is the code, which stays.
  @Test func theCodeIsNoHiddenLayer() throws {
    let simple = try #require(Preset.named("simple")).model
    let wider = try Self.resized("simple", hidden: [100]).model
    #expect(wider.encoder == [.dense(100, .relu)] + simple.encoder)
    #expect(wider.decoder == [.dense(100, .relu)] + simple.decoder)
    let longer = try Self.resized("simple", latents: 5)
    #expect(longer.model.encoder == [.dense(5, .relu)] && longer.model.latentCount == 5)
    #expect(longer.name == "simple-z5")
  }

  /// Functions behind the layers are the preset's own.
  @Test func functionsStay() throws {
    let burda = try Self.resized("vae-burda", hidden: [30, 20]).model
    #expect(burda.encoder == [.dense(30, .tanh), .dense(20, .tanh)])
    #expect(burda.decoder.dropLast() == [.dense(20, .tanh), .dense(30, .tanh)])
  }

  @Test func thatWhichIsNotAskedForStays() throws {
    #expect(try Self.resized("vae") == Preset.named("vae"))
    let conv = try Self.resized("vae-conv", latents: 5).model
    #expect(conv.latent == .gaussian(dimensions: 5))
    #expect(conv.encoder == Preset.named("vae-conv")?.model.encoder)
    let stacked = try Self.resized("stacked", latents: 7).model
    #expect(stacked.encoder.last == .dense(7, .identity))
    try stacked.validate()
  }

  @Test(
    arguments: [
      ("vae-conv", [64], nil, .otherLayers(kind: "convolution")),
      ("thinned", [64], nil, .otherLayers(kind: "thinned")),
      ("tied", [64], nil, .tiedWeights), ("stacked", [64], nil, .pretrainedLayers),
      ("conv", nil, 3, .codeOfOtherLayer(kind: "max_pooling")),
      ("vae", nil, 1 << 20, .model(.latentDimensions(1 << 20))),
    ] as [(String, [Int]?, Int?, PresetSizesError)])
  func otherPresetsAreRefused(
    name: String, hidden: [Int]?, latents: Int?, error: PresetSizesError
  ) {
    #expect(throws: error) { try Self.resized(name, hidden: hidden, latents: latents) }
  }

  /// A penalty on an encoder of one layer is none on one of two.
  @Test func whatCannotBeTrainedSoIsRefused() throws {
    var preset = try #require(Preset.named("simple"))
    preset.training.objective.penalty = .contraction(weight: 1)
    #expect(throws: PresetSizesError.training(.objective(.contractionOfLayers))) {
      try preset.resized(hidden: [64])
    }
  }

  /// A model of every preset with a dense code, resized, is one that trains.
  @Test(arguments: Preset.all.map(\.name))
  func everyPresetIsResizedOrRefused(name: String) throws {
    let preset = try #require(Preset.named(name))
    for (hidden, latents) in [([9, 7], nil), (nil, 3), ([9], 4)] as [([Int]?, Int?)] {
      guard let resized = try? preset.resized(hidden: hidden, latents: latents) else { continue }
      try resized.model.validate()
      try resized.training.validate(for: resized.model)
      #expect(latents == nil || resized.model.latentCount == latents)
      #expect(resized.name != name && resized.model != preset.model)
    }
  }
}
