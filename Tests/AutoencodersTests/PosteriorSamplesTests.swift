import Foundation
import ImageSets
import Testing

@testable import Autoencoders

struct PosteriorSamplesTests {
  private static let image = LabeledImages(
    height: 5, width: 5, pixels: (0..<25).map { UInt8($0 * 53 % 256) })

  private static func model(_ latent: Latent, capacity: Int) -> Autoencoder {
    Autoencoder(
      ModelFixture.dense([.dense(8, .tanh)], latent), initialization: .glorotUniform, seed: 3,
      capacity: capacity, on: makeEngine())
  }

  /// Mean and variance of each latent within five standard errors.
  @Test func aGaussiansSamplesHaveItsMoments() {
    let model = Self.model(.gaussian(dimensions: 2), capacity: 100)
    let posterior = Evaluator(
      images: Self.image, model: model.configuration, capacity: 1
    ).posteriors(model).map(Double.init)
    let samples = model.posteriorSamples(of: Self.image, count: 20_000)
    for latent in 0..<2 {
      let values = samples.map { Double($0[latent]) }
      let mean = values.reduce(0, +) / 20_000
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
      let expected = Double(exp(posterior[2 + latent]))
      #expect(abs(mean - posterior[latent]) < 5 * (expected / 20_000).squareRoot())
      #expect(abs(variance - expected) < 5 * expected * (2.0 / 20_000).squareRoot())
    }
  }

  /// What training and evaluation draw with the same noise.
  @Test(arguments: [
    Latent.gaussian(dimensions: 3), .autoregressiveFlow(dimensions: 3, steps: 2, hidden: 7),
    .logDeviation(dimensions: 3, noise: 0.5),
  ])
  func samplesAreThoseOfTheLatent(latent: Latent) {
    let model = Self.model(latent, capacity: 9)
    let noise = FloatBuffer(count: 15)
    model.engine.fillNormal(noise, count: 15, seed: 4, stream: .posteriorCloud, step: 0)
    let images = Matrix(rows: 5, columns: 25)
    for row in 0..<5 { images.setRow(row, to: Self.image.pixels.map { Float($0) / 255 }) }
    let expected = model.evaluate(images, noise: .given(noise.floats[...])).codes.floats
    let samples = model.posteriorSamples(of: Self.image, count: 5, seed: 4)
    #expect(zip(samples.joined(), expected).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(samples.count == 5 && Set(samples).count == 5)
  }

  @Test func countAndCapacityDecideNothing() {
    let latent = Latent.autoregressiveFlow(dimensions: 3, steps: 2, hidden: 7)
    let few = Self.model(latent, capacity: 2).posteriorSamples(of: Self.image, count: 7)
    let many = Self.model(latent, capacity: 30).posteriorSamples(of: Self.image, count: 12)
    let other = Self.model(latent, capacity: 30).posteriorSamples(
      of: Self.image, count: 7, seed: 1)
    #expect(zip(few.joined(), many.joined()).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(few.count == 7 && many.count == 12 && few != other)
    #expect(Self.model(latent, capacity: 2).posteriorSamples(of: Self.image, count: 0).isEmpty)
  }
}
