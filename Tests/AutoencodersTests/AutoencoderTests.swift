import Autoencoders
import TestSupport
import Testing

struct AutoencoderTests {
  static let configurations: [(String, ModelConfiguration)] = [
    (
      "autoencoder",
      ModelConfiguration(
        imageHeight: 5, imageWidth: 5, encoder: [.dense(12, .tanh), .dense(3, .identity)],
        latent: .deterministic, decoder: [.dense(12, .sigmoid), .dense(25, .identity)])
    ),
    (
      "VAE",
      ModelConfiguration(
        imageHeight: 5, imageWidth: 5, encoder: [.dense(12, .tanh)],
        latent: .gaussian(dimensions: 3),
        decoder: [.dense(12, .tanh), .dense(25, .identity)])
    ),
    (
      "Gaussian VAE",
      ModelConfiguration(
        imageHeight: 5, imageWidth: 5, encoder: [.dense(12, .relu)],
        latent: .gaussian(dimensions: 2),
        decoder: [.dense(12, .relu), .dense(25, .identity)],
        likelihood: .gaussian(standardDeviation: 0.5))
    ),
    (
      "continuous Bernoulli VAE",
      ModelConfiguration(
        imageHeight: 5, imageWidth: 5, encoder: [.dense(12, .tanh)],
        latent: .gaussian(dimensions: 2),
        decoder: [.dense(12, .tanh), .dense(25, .identity)], likelihood: .continuousBernoulli)
    ),
    (
      "no hidden layers",
      ModelConfiguration(
        imageHeight: 5, imageWidth: 5, encoder: [], latent: .gaussian(dimensions: 4),
        decoder: [.dense(25, .identity)])
    ),
    (
      "convolutional VAE",
      ModelConfiguration(
        imageHeight: 5, imageWidth: 5,
        encoder: [
          .convolution(channels: 3, .tanh), .maxPooling(2), .flatten, .dense(6, .tanh),
        ],
        latent: .gaussian(dimensions: 2),
        decoder: [
          .dense(8, .tanh), .reshape(FeatureShape(height: 2, width: 2, channels: 2)),
          .transposedConvolution(channels: 3, .tanh), .upsampling(2),
          .convolution(channels: 1, kernel: 4, padding: .valid, .identity),
        ])
    ),
  ]

  private static func images(_ rows: Int) -> Matrix {
    let images = Matrix.random(rows, 25, seed: 11)
    for row in 0..<rows {
      for column in 0..<25 { images[row, column] = abs(images[row, column]) }
    }
    return images
  }

  /// The whole loss, noise held fixed, against finite differences in every parameter.
  @Test(arguments: configurations.indices, [1.0, 4.0])
  func gradientsMatchFiniteDifferences(index: Int, klWeight: Double) {
    let (name, configuration) = Self.configurations[index]
    let model = Autoencoder(
      configuration, initialization: .glorotUniform, seed: 3, capacity: 8, on: makeEngine())
    let images = Self.images(8)
    let noise = NoiseSource.drawn(seed: 5, stream: .posterior, step: 1)
    let terms = model.differentiate(images, noise: noise, objective: Objective(klWeight: klWeight))
    #expect(terms.isFinite && (terms.kl > 0) == configuration.isVariational, "\(name)")
    let gradient = model.gradients.floats
    let entries = model.layout.parameters.flatMap(\.range)
    expectGradient(
      { gradient[$0] }, of: model.parameters, at: entries, step: 1e-3, tolerance: 4e-3
    ) { model.evaluate(images, noise: noise).terms(klWeight: klWeight).total }
  }

  /// A batch in slices gives the gradient of the whole; only the order of sums differs.
  @Test(arguments: configurations.indices)
  func slicesAddUpToTheBatch(index: Int) {
    let configuration = Self.configurations[index].1
    let images = Self.images(10)
    func gradient(capacity: Int) -> [Float] {
      let model = Autoencoder(
        configuration, initialization: .glorotUniform, seed: 3, capacity: capacity, on: makeEngine()
      )
      for first in stride(from: 0, to: 10, by: capacity) {
        _ = model.differentiate(
          images.rows(first..<min(first + capacity, 10)),
          noise: .drawn(seed: 5, stream: .posterior, step: 1, firstRow: first),
          gradientScale: 0.1, accumulating: first > 0)
      }
      return model.gradients.floats
    }
    let whole = gradient(capacity: 10), sliced = gradient(capacity: 4)
    let scale = whole.map(abs).max() ?? 0
    #expect(scale > 0.01)
    for (whole, sliced) in zip(whole, sliced) { #expect(abs(whole - sliced) <= 1e-5 * scale) }
  }

  @Test func theLossChangesWithTheKLWeight() {
    let model = Autoencoder(
      Self.configurations[1].1, initialization: .heUniform, seed: 3, capacity: 8, on: makeEngine())
    let noise = NoiseSource.drawn(seed: 5, stream: .posterior, step: 1)
    let one = model.differentiate(Self.images(8), noise: noise)
    let two = model.differentiate(Self.images(8), noise: noise, objective: Objective(klWeight: 2))
    #expect(abs(two.total - one.total - one.kl) < 1e-9)
    #expect(two.negativeELBO == one.negativeELBO)
  }

  @Test func encodesAndDecodesWhatEvaluateSees() {
    let model = Autoencoder(
      Self.configurations[1].1, initialization: .heUniform, seed: 3, capacity: 8, on: makeEngine())
    let images = Self.images(8)
    let output = model.evaluate(images, noise: .none)
    let mean = (0..<8).map { Array(output.posterior?.row($0).prefix(3) ?? []) }
    #expect(mean == (0..<8).map { output.codes.row($0) })
    let logits = output.logits.floats
    let statistics = model.encode(images)
    #expect((0..<8).map { Array(statistics.row($0).prefix(3)) } == mean)
    let codes = Matrix(rows: 8, columns: 3)
    for row in 0..<8 { codes.setRow(row, to: mean[row]) }
    for (pixel, logit) in zip(model.decode(codes).floats, logits) {
      #expect(abs(pixel - Float(Activation.sigmoid.value(Double(logit)))) < 1e-6)
    }
  }

  /// Standardizing a latent keeps every decoded image and brings the moments to 0 and 1.
  @Test func standardizingKeepsWhatIsDecoded() {
    let model = Autoencoder(
      Self.configurations[1].1, initialization: .heUniform, seed: 3, capacity: 64, on: makeEngine())
    let images = Self.images(64)
    let noise = NoiseSource.drawn(seed: 5, stream: .posterior, step: 1)
    let before = model.evaluate(images, noise: noise)
    let (reconstruction, kl) = (
      before.terms(klWeight: 1).reconstruction, before.terms(klWeight: 1).kl
    )
    model.standardizeLatent(rows: 64, rate: 1)
    let after = model.evaluate(images, noise: noise)
    #expect(abs(after.terms(klWeight: 1).reconstruction - reconstruction) < 1e-3)
    #expect(after.terms(klWeight: 1).kl <= kl)
    guard let posterior = after.posterior else { return }
    for dimension in 0..<3 {
      let mean = (0..<64).reduce(0.0) { $0 + Double(posterior[$1, dimension]) } / 64
      #expect(abs(mean) < 1e-3, "mean of latent \(dimension)")
    }
  }

  /// Where every mean is zero there is nothing to divide by: 2 E[mean²] x² + E[exp s] x = 1 is linear.
  @Test func standardizingStaysFiniteWhereMeansAreZero() {
    var configuration = Self.configurations[1].1
    configuration.latent = .logDeviation(dimensions: 3, noise: 0.5)
    let model = Autoencoder(configuration, capacity: 8, on: makeEngine())
    _ = model.evaluate(Self.images(8), noise: .none)
    model.standardizeLatent(rows: 8, rate: 1)
    #expect(model.parameters.floats.allSatisfy { $0.isFinite })
  }

  /// An engine and a capacity of the model's own change no weight, and the model takes a batch.
  @Test func needsNeitherEngineNorCapacity() throws {
    let configuration = Self.configurations[1].1
    let model = try Autoencoder(configuration, initialization: .heUniform, seed: 3)
    let given = Autoencoder(
      configuration, initialization: .heUniform, seed: 3, capacity: 8, on: makeEngine())
    #expect(model.parameters.floats == given.parameters.floats)
    #expect(model.capacity == Evaluator.imagesAtOnce)
    #expect(model.evaluate(Self.images(8), noise: .none).terms(klWeight: 1).isFinite)
  }

  @Test func aConfigurationOfNoModelIsRefused() {
    var configuration = Self.configurations[1].1
    configuration.latent = .gaussian(dimensions: 0)
    #expect(throws: ModelConfigurationError.latentDimensions(0)) {
      try Autoencoder(configuration, seed: 1)
    }
  }

  @Test(.mustEnd) func threadsDoNotChangeABit() {
    let snapshots = [1, 2, 3, 4].map { threads in
      let model = Autoencoder(
        Self.configurations[1].1, initialization: .heUniform, seed: 3, capacity: 8,
        on: makeEngine(threads: threads))
      _ = model.differentiate(
        Self.images(8), noise: .drawn(seed: 1, stream: .posterior, step: 1))
      return model.gradients.floats
    }
    #expect(snapshots.allSatisfy { $0 == snapshots[0] })
  }
}
