import Autoencoders
import Testing

struct LayerConfigurationTests {
  private let image = FeatureShape(height: 28, width: 28, channels: 1)

  /// Parameter counts of Keras' `model.summary()` for the layers of the Keras blog (2017) as their sources print them.
  @Test(arguments: [
    ("conv", 4385), ("denoise-keras-2017", 28353), ("simple", 50992), ("deep", 222384),
  ])
  func presetsHaveTheSeedsParameterCounts(name: String, count: Int) throws {
    let model = try #require(Preset.named(name)).model
    #expect(model.layout.parameterCount == count)
    try model.validate()
  }

  /// The Keras blog as of 2017 convolves after each upsampling, that of 2016 before; both count 28 353 parameters.
  @Test func theSeedsDenoiserEndsInConvolutionsOfWholeImages() throws {
    let (seed, blog) = try (
      #require(Preset.named("denoise-keras-2017")), #require(Preset.named("denoise"))
    )
    #expect(
      seed.model.decoder.map(\.summary) == ["up2", "conv32relu", "up2", "conv32relu", "conv1"])
    #expect(
      blog.model.decoder.map(\.summary) == ["conv32relu", "up2", "conv32relu", "up2", "conv1"])
  }

  @Test func convolutionsAreNamedAsPyTorchDoes() throws {
    let layout = try #require(Preset.named("conv")).model.layout
    let weights = layout.parameters.filter { $0.shape.count == 4 }
    #expect(
      weights.map(\.name) == [
        "encoder.0.weight", "encoder.3.weight", "encoder.6.weight", "decoder.0.weight",
        "decoder.3.weight", "decoder.6.weight", "decoder.9.weight",
      ])
    #expect(weights.first?.shape == [16, 1, 3, 3])
    #expect(weights.last?.shape == [1, 16, 3, 3])
  }

  @Test func shapesFollowTheLayers() {
    let shape = FeatureShape(height: 7, width: 7, channels: 8)
    #expect(
      LayerConfiguration.maxPooling(2).outputShape(for: shape)
        == FeatureShape(height: 4, width: 4, channels: 8))
    #expect(
      LayerConfiguration.transposedConvolution(channels: 3, .relu).outputShape(for: shape)
        == FeatureShape(height: 14, width: 14, channels: 3))
    #expect(LayerConfiguration.flatten.outputShape(for: shape) == .vector(392))
    #expect(LayerConfiguration.reshape(shape).outputShape(for: .vector(392)) == shape)
  }

  /// What a layer cannot take: images where a vector is due, a window larger than the image.
  @Test func layersRefuseWhatDoesNotFit() {
    let shape = FeatureShape(height: 2, width: 2, channels: 8)
    #expect(LayerConfiguration.dense(3, .relu).outputShape(for: shape) == nil)
    #expect(LayerConfiguration.reshape(shape).outputShape(for: .vector(31)) == nil)
    let layer = LayerConfiguration.convolution(channels: 4, padding: .valid, .relu)
    #expect(layer.outputShape(for: shape) == nil)
    #expect(LayerConfiguration.maxPooling(0).outputShape(for: shape) == nil)
  }

  /// Sizes that a file may hold, but whose sums, products or weights no machine can.
  @Test func hugeLayersAreRefused() {
    let shape = FeatureShape(height: 2, width: 2, channels: 8)
    #expect(LayerConfiguration.join(channels: .max).outputShape(for: shape) == nil)
    #expect(LayerConfiguration.join(channels: -1).outputShape(for: shape) == nil)
    let halves = FeatureShape(height: -4, width: -4, channels: 2)
    #expect(LayerConfiguration.reshape(halves).outputShape(for: .vector(32)) == nil)
    let whole = FeatureShape(height: .max, width: 2, channels: 1)
    #expect(LayerConfiguration.reshape(whole).outputShape(for: .vector(32)) == nil)
    for share in [-1, 1, 1e30] as [Float] {
      let thinned = LayerConfiguration.thinned(8, .relu, deleting: share)
      #expect(thinned.outputShape(for: .vector(32)) == nil)
    }
    let wide = LayerConfiguration.dense(1 << 20, .relu)
    let model = ModelConfiguration(
      encoder: [wide, wide], latent: .deterministic, decoder: [.dense(784, .identity)])
    #expect(throws: ModelConfigurationError.layer(wide, at: "encoder[0]")) { try model.validate() }
  }

  @Test func noiseThatCannotBeIsRefused() {
    var model = ModelConfiguration(
      encoder: [.dense(2, .relu)], latent: .deterministic, decoder: [.dense(784, .identity)])
    model.likelihood = .gaussian(standardDeviation: 0)
    #expect(throws: ModelConfigurationError.likelihood(model.likelihood)) { try model.validate() }
    model.likelihood = .bernoulli
    for corruption in [Corruption.gaussian(standardDeviation: -1), .masking(share: 1.5)] {
      model.corruption = corruption
      #expect(throws: ModelConfigurationError.corruption(corruption)) { try model.validate() }
    }
  }
}
