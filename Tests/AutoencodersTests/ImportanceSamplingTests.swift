import FileFormats
import Foundation
import ImageSets
import Testing

@testable import Autoencoders

struct ImportanceSamplingTests {
  private static let model = ModelConfiguration(
    imageHeight: 3, imageWidth: 3, encoder: [.dense(4, .tanh)], latent: .gaussian(dimensions: 1),
    decoder: [.dense(5, .tanh), .dense(9, .identity)])

  private static func images(_ count: Int) -> LabeledImages {
    var random = Philox(seed: 3, stream: .initialization)
    return LabeledImages(
      height: 3, width: 3, pixels: (0..<9 * count).map { _ in UInt8(random.next(below: 256)) },
      labels: [UInt8](repeating: 0, count: count))
  }

  private static func working(_ count: Int) -> Autoencoder {
    Autoencoder(
      model, initialization: .glorotUniform, seed: 7, capacity: count, on: makeEngine())
  }

  /// log p(x) = log ∫ p(x | z) N(z; 0, 1) dz of one latent, by the trapezium rule in float64.
  private func exactLogLikelihood(_ model: Autoencoder, _ pixels: [Double]) -> Double {
    let step = 0.01
    var sum = 0.0
    for place in -800...800 {
      let code = Double(place) * step
      let codes = Matrix(rows: 1, columns: 1)
      codes[0, 0] = Float(code)
      let means = model.decode(codes).row(0).map(Double.init)
      let logLikelihood = zip(pixels, means).reduce(0) {
        $0 + $1.0 * log($1.1) + (1 - $1.0) * log(1 - $1.1)
      }
      sum += exp(logLikelihood - 0.5 * code * code) / (2 * Double.pi).squareRoot() * step
    }
    return log(sum)
  }

  /// With 4000 samples and weights whose deviation is about their mean, the estimate is within 0.02.
  @Test func findsTheExactValueOfASmallModel() {
    let images = Self.images(3), model = Self.working(3)
    let exact = (0..<3).map { index in
      exactLogLikelihood(model, images.image(index).map { Double($0) / 255 })
    }
    let evaluator = Evaluator(images: images, model: Self.model, capacity: 3)
    let estimate = evaluator.negativeLogLikelihood(model, seed: 1, samples: 4000)
    #expect(abs(estimate + exact.reduce(0, +) / 3) < 0.02)
  }

  /// The bound tightens with samples (Burda et al. 2015, theorem 1); at one sample it estimates -ELBO.
  @Test func tightensWithSamples() {
    let images = Self.images(200), model = Self.working(200)
    let evaluator = Evaluator(images: images, model: Self.model, capacity: 200)
    let bounds = [1, 4, 16, 64].map {
      evaluator.negativeLogLikelihood(model, seed: 2, samples: $0)
    }
    #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 > $1 })
    let elbo = evaluator.evaluate(model, seed: 2, samples: 64).loss.negativeELBO
    #expect(abs(bounds[0] - elbo) < 0.3)
  }

  @Test func logMeansDoNotOverflow() {
    var mean = LogMean()
    for value in [1000.0, 1000, -1000] { mean.add(value) }
    #expect(abs(mean.value - (1000 + log(2.0 / 3))) < 1e-12)
  }
}
