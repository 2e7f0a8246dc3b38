import Autoencoders
import Foundation
import Testing

struct LayerConfigurationTests {
  private let image = FeatureShape(height: 28, width: 28, channels: 1)

  /// Parameter counts of Keras' `model.summary()` for the layers of seed 002 (MODELS.md 1.1).
  @Test(arguments: [("conv", 4385), ("denoise", 28353), ("simple", 50992), ("deep", 222384)])
  func presetsHaveTheSeedsParameterCounts(name: String, count: Int) throws {
    let model = try #require(Recipe.named(name)).model
    #expect(model.layout.parameterCount == count)
    try model.validate()
  }

  @Test func convolutionsAreNamedAsPyTorchDoes() throws {
    let layout = try #require(Recipe.named("conv")).model.layout
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

  @Test func configurationsSurviveJSON() throws {
    for recipe in Recipe.all {
      let data = try JSONEncoder().encode(recipe.model)
      #expect(try JSONDecoder().decode(ModelConfiguration.self, from: data) == recipe.model)
    }
  }
}
