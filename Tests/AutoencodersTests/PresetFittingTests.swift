import Testing

@testable import Autoencoders

struct PresetFittingTests {
  private static let color32 = FeatureShape(height: 32, width: 32, channels: 3)

  private static func preset(_ name: String) throws -> Preset {
    try #require(Preset.named(name))
  }

  @Test(arguments: Preset.all)
  func staysWhatItIsForItsOwnImages(preset: Preset) throws {
    #expect(try preset.fitted(to: preset.model.imageShape) == preset)
  }

  /// 32, 64, 48 and 128 are multiples of eight, and every preset halves images three times at most.
  @Test(
    arguments: Preset.all,
    [
      color32, FeatureShape(height: 64, width: 48, channels: 1),
      FeatureShape(height: 128, width: 128, channels: 3),
    ])
  func takesImagesThatItsPoolingDivides(preset: Preset, image: FeatureShape) throws {
    let model = try preset.fitted(to: image).model
    try model.validate()
    #expect(model.imageShape == image)
    let output = ModelConfiguration.outputShapes(of: model.decoder, for: model.codeShape).last
    #expect(output == image || output == .vector(image.count))
  }

  @Test func derivesWhatFollowsFromTheImage() throws {
    let conv = try Self.preset("vae-conv").fitted(to: Self.color32).model
    #expect(
      conv.decoder == [
        .dense(8 * 8 * 64, .relu), .reshape(FeatureShape(height: 8, width: 8, channels: 64)),
        .transposedConvolution(channels: 64, .relu), .transposedConvolution(channels: 32, .relu),
        .convolution(channels: 3, .identity),
      ])
    let tall = try Self.preset("vae-conv").fitted(
      to: FeatureShape(height: 64, width: 48, channels: 1))
    #expect(
      tall.model.decoder[1] == .reshape(FeatureShape(height: 16, width: 12, channels: 64)))
    let dense = try Self.preset("vae").fitted(to: Self.color32).model
    #expect(dense.decoder == [.dense(256, .relu), .dense(3072, .identity)])
  }

  /// From 4x4 three doublings lead to 32x32; to 28x28 they do because a convolution trims the border.
  @Test func trimsTheBorderOnlyWhereTheImageAsksForIt() throws {
    let conv = try Self.preset("conv")
    let fitted = try conv.fitted(to: Self.color32).model
    #expect(conv.model.decoder[4] == .convolution(channels: 16, padding: .valid, .relu))
    #expect(fitted.decoder[4] == .convolution(channels: 16, .relu))
    #expect(
      try conv.fitted(to: FeatureShape(height: 28, width: 28, channels: 3)).model.decoder[4]
        == conv.model.decoder[4])
  }

  @Test func goesBackToWhereItCameFrom() throws {
    let preset = try Self.preset("vae-conv")
    #expect(try preset.fitted(to: Self.color32).fitted(to: preset.model.imageShape) == preset)
  }

  @Test func refusesWhatItsPoolingDoesNotDivide() throws {
    let odd = FeatureShape(height: 30, width: 30, channels: 1)
    let error = try #require(throws: PresetError.self) {
      try Self.preset("conv").fitted(to: odd)
    }
    guard case .doesNotFit(let preset, let image, let reduction, let fitting) = error else {
      return
    }
    #expect(preset == "conv" && image == odd && reduction == 8)
    #expect(fitting.contains("vae") && fitting.contains("rbm"))
    #expect(!fitting.contains("conv") && !fitting.contains("vae-conv") && !fitting.contains("unet"))
  }

  @Test func saysItsSizesInItsSummary() throws {
    #expect(
      try Self.preset("vae").fitted(to: Self.color32).summary
        == "2-D variational autoencoder, 3072-256-2-256-3072: the one to walk")
    #expect(
      try Self.preset("conv").fitted(to: FeatureShape(height: 64, width: 48, channels: 1)).summary
        == "convolutional autoencoder, code of 8x6x8")
  }

  /// The penalty of these presets is a share of a mean over pixels.
  @Test func keepsAPenaltyItsShareOfAPixel() throws {
    let fitted = try Self.preset("sparse").fitted(to: Self.color32)
    #expect(fitted.training.objective.penalty == .l1(weight: 784 * (1e-7 * 256) * (3072.0 / 784)))
    let sum = try Self.preset("sparse-kl").fitted(to: Self.color32)
    #expect(sum.training == (try Self.preset("sparse-kl").training))
  }
}
