import Autoencoders
import Testing

struct FilterTests {
  private static func model(_ encoder: [LayerConfiguration]) -> Autoencoder {
    Autoencoder(
      ModelConfiguration(
        imageHeight: 4, imageWidth: 6, encoder: encoder, latent: .gaussian(dimensions: 2),
        decoder: [.dense(24, .identity)]),
      initialization: .glorotUniform, seed: 3, capacity: 1, on: makeEngine())
  }

  private static func firstWeights(_ model: Autoencoder) -> [Float] {
    model.namedParameters.first { $0.name == "encoder.0.weight" }
      .map { model.parameters.floats($0.range) } ?? []
  }

  @Test(arguments: [LayerConfiguration.dense(5, .relu), .thinned(5, .relu, deleting: 0.5)])
  func aDenseLayersFiltersAreImages(layer: LayerConfiguration) {
    let model = Self.model([layer])
    let filters = model.firstLayerFilters
    #expect(filters.count == 5 && filters.allSatisfy { $0.height == 4 && $0.width == 6 })
    #expect(filters.flatMap(\.weights) == Self.firstWeights(model))
  }

  @Test(arguments: [[], [LayerConfiguration.maxPooling(2)]])
  func aConvolutionsFiltersAreItsKernels(behind: [LayerConfiguration]) {
    let model = Self.model(
      [.convolution(channels: 7, kernel: 3, stride: 1, padding: .same, .relu)] + behind
        + [.flatten])
    let filters = model.firstLayerFilters
    #expect(filters.count == 7 && filters.allSatisfy { $0.height == 3 && $0.width == 3 })
    #expect(filters.flatMap(\.weights) == Self.firstWeights(model))
  }

  @Test func otherLayersHaveNone() {
    #expect(Self.model([.maxPooling(2), .flatten]).firstLayerFilters.isEmpty)
    #expect(Self.model([]).firstLayerFilters.isEmpty)
  }
}
