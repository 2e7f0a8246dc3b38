import Datasets
import FileFormats
import ImageSets
import TestSupport
import Testing

@testable import Autoencoders

struct DeadUnitsTests {
  private static let images = SmallRun.data.test.prefix(50)

  private static func model(_ encoder: [LayerConfiguration]) throws -> Autoencoder {
    let configuration = ModelConfiguration(
      encoder: encoder + [.dense(3, .tanh)], latent: .deterministic,
      decoder: [.dense(5, .relu), .dense(784, .identity)])
    return try Autoencoder(configuration, seed: 1, capacity: 50)
  }

  private static func count(_ model: Autoencoder) -> DeadUnits? {
    Evaluator(images: images, model: model.configuration, capacity: 50).deadUnits(model)
  }

  /// A bias far below everything kills its unit, one far above everything makes it live.
  @Test func unitsOfDenseLayersAreCounted() throws {
    let model = try Self.model([.dense(8, .relu)])
    let biases = model.namedParameters.filter { $0.name.hasSuffix("bias") }
    for (bias, dead) in [(biases[0], 3), (try #require(biases.first { $0.count == 5 }), 1)] {
      for place in 0..<bias.count {
        model.parameters[bias.offset + place] = place < dead ? -1e6 : 1e6
      }
    }
    #expect(Self.count(model) == DeadUnits(dead: 4, units: 13, images: 50))
  }

  @Test func channelsOfConvolutionsAreUnits() throws {
    let configuration = ModelConfiguration(
      encoder: [.convolution(channels: 4, .relu), .maxPooling(2), .flatten, .dense(3, .tanh)],
      latent: .deterministic, decoder: [.dense(784, .identity)])
    let model = try Autoencoder(configuration, seed: 1, capacity: 50)
    let bias = try #require(model.namedParameters.first { $0.name.hasSuffix("bias") })
    #expect(bias.count == 4)
    for place in 0..<4 { model.parameters[bias.offset + place] = place == 2 ? -1e6 : 1e6 }
    let found = try #require(Self.count(model))
    #expect(found.dead == 1 && found.units == 4 && found.images > 0)
    model.parameters[bias.offset + 2] = 1e6
    #expect(Self.count(model)?.dead == 0)
  }

  /// Whatever a posterior has besides the code.
  @Test(arguments: Preset.all.filter { $0.model.imageShape.count == 784 }.map(\.name))
  func everyModelCanBeLookedAt(name: String) throws {
    let model = try Autoencoder(try #require(Preset.named(name)).model, seed: 1, capacity: 4)
    let evaluator = Evaluator(
      images: Self.images, model: model.configuration, capacity: model.capacity)
    let found = evaluator.deadUnits(model)
    #expect(found.map { (0...$0.units).contains($0.dead) && $0.units > 0 } ?? true)
  }

  @Test func aModelWithoutRectifiersHasNone() throws {
    let configuration = ModelConfiguration(
      encoder: [.dense(2, .identity)], latent: .deterministic, decoder: [.dense(784, .identity)])
    #expect(Self.count(try Autoencoder(configuration, seed: 1, capacity: 50)) == nil)
  }
}
