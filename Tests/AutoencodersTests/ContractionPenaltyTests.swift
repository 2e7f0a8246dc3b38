import Autoencoders
import Testing

struct ContractionPenaltyTests {
  @Test(arguments: [ModelFixture.contraction, .tiedContraction])
  func gradientsMatchFiniteDifferences(test: ModelFixture) { test.expectGradients() }

  /// ‖∂code/∂image‖² in closed form against central differences of the encoder, which float32 gives to
  /// about 1e-4 at this step.
  @Test(arguments: [Activation.sigmoid, .tanh, .identity])
  func theNormIsThatOfDifferences(activation: Activation) throws {
    let model = Autoencoder(
      ModelConfiguration(
        imageHeight: 3, imageWidth: 4, encoder: [.dense(5, activation)], latent: .deterministic,
        decoder: [.dense(12, .identity)]),
      initialization: .glorotUniform, seed: 4, capacity: 1, on: makeEngine())
    let image = Matrix.random(1, 12, seed: 2)
    let norm = try #require(model.squaredJacobianNorm(at: model.encode(image)))
    let step: Float = 1.0 / 128
    var expected = 0.0
    for pixel in 0..<12 {
      let start = image[0, pixel]
      image[0, pixel] = start + step
      let above = model.encode(image).row(0)
      image[0, pixel] = start - step
      let below = model.encode(image).row(0)
      image[0, pixel] = start
      for (above, below) in zip(above, below) {
        let slope = (Double(above) - Double(below)) / (2 * Double(step))
        expected += slope * slope
      }
    }
    #expect(abs(norm - expected) < 1e-4 * max(1, expected), "\(norm), \(expected)")
  }

  @Test func aDeepEncoderHasNoClosedForm() {
    let model = Autoencoder(
      ModelConfiguration(
        imageHeight: 2, imageWidth: 2, encoder: [.dense(3, .tanh), .dense(2, .tanh)],
        latent: .deterministic, decoder: [.dense(4, .identity)]), capacity: 1, on: makeEngine())
    #expect(model.squaredJacobianNorm(at: Matrix(rows: 1, columns: 2)) == nil)
    #expect(throws: ObjectiveError.contractionOfLayers) {
      try Objective(penalty: .contraction(weight: 1)).check(for: model.configuration)
    }
  }
}

extension ModelFixture {
  static let contraction = ModelFixture(
    "contraction", sigmoid, Objective(penalty: .contraction(weight: 0.7)))
  static let tiedContraction = ModelFixture(
    "tied contraction", dense([.dense(6, .tanh)], .deterministic, tied: true),
    Objective(penalty: .contraction(weight: 0.7)))
}
