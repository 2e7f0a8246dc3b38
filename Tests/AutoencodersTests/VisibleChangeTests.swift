import Autoencoders
import Foundation
import Testing

/// A decoder of three pixels: the sigmoids of 4 z₁, of z₂, and of neither; z₃ is not heeded.
struct VisibleChangeTests {
  private static func model() throws -> Autoencoder {
    let model = Autoencoder(
      ModelConfiguration(
        imageHeight: 1, imageWidth: 3, encoder: [.dense(3, .identity)],
        latent: .gaussian(dimensions: 3), decoder: [.dense(3, .identity)]),
      capacity: 4, on: try Engine(threads: 1))
    let weight = try #require(
      model.namedParameters.first { $0.name.hasSuffix("decoder.0.weight") })
    model.parameters.write([4, 0, 0, 0, 1, 0, 0, 0, 0], at: weight.offset)
    return model
  }

  private static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  @Test func theChangeIsThatOfItsPixel() throws {
    let model = try Self.model()
    let codes: [[Float]] = (0..<6).map { [Float($0), -1, 5] }
    func change(_ latent: Int, _ range: ClosedRange<Float>) -> Double {
      model.visibleChange(of: latent, over: range, at: codes)
    }
    #expect(abs(change(0, -1...1) - (Self.sigmoid(4) - Self.sigmoid(-4)) / 3) < 1e-6)
    #expect(abs(change(1, 0.5...2) - (Self.sigmoid(2) - Self.sigmoid(0.5)) / 3) < 1e-6)
    #expect(change(2, -100...100) == 0)
    #expect(change(0, 0.5...0.5) == 0)
  }
}
