import FileFormats
import Foundation
import ImageSets
import Testing

@testable import Autoencoders

/// Inference in a linear-Gaussian model, where posterior, evidence and the best diagonal Gaussian are
/// known: x = 1/2 + W z / 4 + N(0, σ²). A decoder of small weights is that model, for
/// sigmoid(a) = 1/2 + a / 4 - a³ / 48 and |a| stays below 0.15.
struct LocalInferenceTests {
  private static let weights: [[Double]] = [
    [0.05, 0.01], [0.04, 0.03], [0.02, 0.05], [0.05, -0.02], [0.03, 0.04], [0.01, 0.02],
  ]
  private static let deviation = 0.005
  private let images = LabeledImages(
    height: 2, width: 3, pixels: [131, 129, 128, 132, 129, 126, 126, 125, 126, 128, 124, 127],
    labels: [0, 1])

  private func makeModel() -> Autoencoder {
    let configuration = ModelConfiguration(
      imageHeight: 2, imageWidth: 3, encoder: [.dense(4, .tanh)],
      latent: .gaussian(dimensions: 2), decoder: [.dense(6, .identity)],
      likelihood: .gaussian(standardDeviation: Float(Self.deviation)))
    let model = Autoencoder(configuration, capacity: 2, on: makeEngine())
    let weight = model.layout.parameters.first { $0.name == "decoder.0.weight" }
    model.parameters.write(
      Self.weights.joined().map(Float.init), at: weight?.range.lowerBound ?? 0)
    return model
  }

  /// A part of the images is binarized as it is among all. The decoder does not look at the code here, so
  /// that the ELBO depends on pixels alone.
  @Test(arguments: Binarization.allCases)
  func partsHaveThePixelsOfTheWhole(binarization: Binarization) {
    var configuration = makeModel().configuration
    configuration.binarization = binarization
    configuration.likelihood = .bernoulli
    let model = Autoencoder(
      configuration, initialization: .glorotUniform, seed: 4, capacity: 8, on: makeEngine())
    for parameter in model.layout.parameters where parameter.name.hasPrefix("decoder") {
      let value: Float = parameter.name.hasSuffix("bias") ? 1 : 0
      for index in parameter.range { model.parameters[index] = value }
    }
    let images = LabeledImagesFixture.random(8, height: 2, width: 3)
    let inference = LocalInference(LocalInference.Settings(maximumSteps: 1, samples: 2))
    let whole = inference.fit(images, model: model).amortized
    let part = inference.fit(images.images(3..<7), model: model).amortized
    #expect(Set(whole.map(\.elbo)).count > 1)
    for (a, b) in zip(part, whole[3..<7]) { #expect(abs(a.elbo - b.elbo) < 1e-5) }
  }

  /// Λ = I + A'A / σ² with A = W / 4, the precision of the posterior.
  private var precision: (a: Double, b: Double, d: Double) {
    let scale = 1 / pow(4 * Self.deviation, 2)
    let sums = Self.weights.reduce((0.0, 0.0, 0.0)) {
      ($0.0 + $1[0] * $1[0], $0.1 + $1[0] * $1[1], $0.2 + $1[1] * $1[1])
    }
    return (1 + scale * sums.0, scale * sums.1, 1 + scale * sums.2)
  }

  /// The posterior's mean Λ⁻¹ A'(x - 1/2) / σ², and log p(x) from log p(x | z) + log p(z) - log p(z | x)
  /// at that mean.
  private func exact(_ image: Int) -> (mean: [Double], logLikelihood: Double) {
    let (a, b, d) = precision
    let determinant = a * d - b * b
    let residual = images.image(image).map { Double($0) / 255 - 0.5 }
    let variance = Self.deviation * Self.deviation
    let right = (0..<2).map { latent in
      zip(Self.weights, residual).reduce(0) { $0 + $1.0[latent] / 4 * $1.1 } / variance
    }
    let mean = [
      (d * right[0] - b * right[1]) / determinant, (a * right[1] - b * right[0]) / determinant,
    ]
    let error = zip(Self.weights, residual).reduce(0) {
      $0 + pow($1.1 - ($1.0[0] * mean[0] + $1.0[1] * mean[1]) / 4, 2)
    }
    let likelihood = -error / (2 * variance) - 3 * log(2 * .pi * variance)
    let prior = -0.5 * (mean[0] * mean[0] + mean[1] * mean[1]) - log(2 * .pi)
    return (mean, likelihood + prior - (0.5 * log(determinant) - log(2 * .pi)))
  }

  /// The best diagonal Gaussian has the posterior's mean and variances 1 / Λᵢᵢ, and lies
  /// ½ (Σ log Λᵢᵢ - log |Λ|) below log p(x) (Bishop 2006, 10.1.2).
  @Test func findsTheBestDiagonalGaussian() {
    let inference = LocalInference(
      LocalInference.Settings(
        learningRate: 0.02, samplesPerStep: 32, maximumSteps: 4000, samples: 4000, seed: 1))
    let result = inference.fit(images, model: makeModel())
    let (a, b, d) = precision
    let gap = 0.5 * (log(a) + log(d) - log(a * d - b * b))
    #expect(gap > 0.1)
    for image in 0..<2 {
      let (mean, logLikelihood) = exact(image)
      let found = result.statistics[4 * image..<4 * image + 4].map(Double.init)
      #expect(abs(found[0] - mean[0]) < 0.05 && abs(found[1] - mean[1]) < 0.05)
      #expect(abs(found[2] + log(a)) < 0.2 && abs(found[3] + log(d)) < 0.2)
      #expect(abs(result.local[image].logLikelihood - logLikelihood) < 0.05)
      #expect(abs(logLikelihood - result.local[image].elbo - gap) < 0.06)
      #expect(result.local[image].elbo > result.amortized[image].elbo + 1)
    }
    #expect(result.steps < 4000)
  }

  /// KL(q ‖ p(z | x)) of a diagonal Gaussian, ½ (Σ Λᵢᵢ σᵢ² + (μ - m)' Λ (μ - m) - 2 - Σ log σᵢ² - log |Λ|):
  /// how far its ELBO lies below log p(x).
  private func divergence(of statistics: [Double], image: Int) -> Double {
    let (a, b, d) = precision
    let mean = exact(image).mean
    let (x, y) = (statistics[0] - mean[0], statistics[1] - mean[1])
    let spread = a * exp(statistics[2]) + d * exp(statistics[3])
    let distance = a * x * x + 2 * b * x * y + d * y * y
    return 0.5 * (spread + distance - 2 - statistics[2] - statistics[3] - log(a * d - b * b))
  }

  /// As `infer` searches unless told otherwise: no image ends a hundredth of a nat short of the best.
  @Test func defaultSettingsReachTheBestDiagonalGaussian() {
    let inference = LocalInference(LocalInference.Settings(samples: 2))
    let result = inference.fit(images, model: makeModel())
    let (a, b, d) = precision
    let best = 0.5 * (log(a) + log(d) - log(a * d - b * b))
    for image in 0..<2 {
      let found = result.statistics[4 * image..<4 * image + 4].map(Double.init)
      let short = divergence(of: found, image: image) - best
      #expect(short < 0.01, "\(short) nats")
    }
    #expect(result.steps < inference.settings.maximumSteps)
  }

  /// An optimizer that leaps away finds nothing better; the encoder's posterior is kept.
  @Test func neverWorseThanTheEncoder() {
    let inference = LocalInference(
      LocalInference.Settings(
        learningRate: 30, samplesPerStep: 1, window: 3, maximumSteps: 3, samples: 50))
    let model = makeModel()
    let result = inference.fit(images, model: model)
    #expect(result.local == result.amortized)
    #expect(result.amortizationGap.mean == 0)
    #expect(result.statistics == model.encode(Matrix.random(2, 6, seed: 1)).floats)
  }

  /// The same image further on in a data set is met with other noise.
  @Test func imagesFurtherOnHaveNoiseOfTheirOwn() {
    let pixels = Array(images.image(0))
    let twins = LabeledImages(
      height: images.height, width: images.width, pixels: pixels + pixels, labels: [0, 0])
    let inference = LocalInference(LocalInference.Settings(maximumSteps: 1, samples: 10))
    func elbo(_ image: Int) -> Double {
      inference.fit(twins.images(image..<image + 1), model: makeModel()).amortized[0].elbo
    }
    #expect(elbo(0) == elbo(0) && elbo(0) != elbo(1))
  }

  /// -log p(x | z) and its gradient by the code, against central differences.
  @Test(arguments: runnableKernels)
  func codeGradientIsThatOfFiniteDifferences(kernels: String) {
    let configuration = ModelConfiguration(
      imageHeight: 2, imageWidth: 3, encoder: [.dense(5, .tanh)],
      latent: .gaussian(dimensions: 3), decoder: [.dense(7, .tanh), .dense(6, .identity)])
    let model = Autoencoder(
      configuration, initialization: .glorotUniform, seed: 5, capacity: 4,
      on: makeEngine(kernels))
    let codes = Matrix.random(4, 3, seed: 7), target = Matrix.random(4, 6, seed: 8)
    for row in 0..<4 { target.setRow(row, to: target.row(row).map(abs)) }
    let nats = Matrix.column(4), gradient = Matrix(rows: 4, columns: 3)
    model.reconstruction(of: codes, target: target, nats: nats, codeGradient: gradient, scale: 2)
    let places = (0..<4).flatMap { row in (0..<3).map { codes.offset + row * codes.stride + $0 } }
    let found = gradient.floats
    expectGradient(
      { found[(($0 - codes.offset) / codes.stride) * 3 + ($0 - codes.offset) % codes.stride] },
      of: codes.buffer, at: places, step: 4e-3, tolerance: 4e-3
    ) {
      model.reconstruction(of: codes, target: target, nats: nats)
      return 2 * nats.floats.reduce(0) { $0 + Double($1) }
    }
  }
}
