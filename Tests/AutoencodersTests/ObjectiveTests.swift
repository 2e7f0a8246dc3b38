import Autoencoders
import Foundation
import Testing

/// Every objective's gradient, noise held fixed, against finite differences of what it reports.
struct ObjectiveTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let model: ModelConfiguration
    let objective: Objective
    var testDescription: String { name }
  }

  private static func small(
    _ encoder: [LayerConfiguration], _ latent: Latent, tied: Bool = false
  ) -> ModelConfiguration {
    ModelConfiguration(
      imageHeight: 5, imageWidth: 5, encoder: encoder, latent: latent,
      decoder: tied ? [.dense(25, .identity)] : [.dense(8, .tanh), .dense(25, .identity)],
      tiesWeights: tied ? true : nil)
  }

  private static let gaussian = small([.dense(12, .tanh)], .gaussian(dimensions: 3))
  private static let sigmoid = small([.dense(6, .sigmoid)], .deterministic)

  static let cases = [
    Case(name: "beta", model: gaussian, objective: Objective(klWeight: 3)),
    Case(
      name: "free bits", model: gaussian,
      objective: Objective(klWeight: 2, klConstraint: .freeBits(nats: 0.12))),
    Case(
      name: "capacity above", model: gaussian,
      objective: Objective(klWeight: 5, klConstraint: .capacity(nats: 9, epochs: 0))),
    Case(
      name: "capacity below", model: gaussian,
      objective: Objective(klWeight: 5, klConstraint: .capacity(nats: 0.01, epochs: 0))),
    Case(
      name: "importance weights", model: gaussian,
      objective: Objective(
        klWeight: 1.5,
        bound: .importanceWeighted(samples: 4, estimator: .reparameterized))),
    Case(
      name: "L1", model: small([.dense(6, .tanh)], .deterministic),
      objective: Objective(penalty: .l1(weight: 0.3))),
    Case(
      name: "activation", model: sigmoid,
      objective: Objective(penalty: .activation(weight: 2, target: 0.1))),
    Case(
      name: "contraction", model: sigmoid, objective: Objective(penalty: .contraction(weight: 0.7))),
    Case(
      name: "tied contraction", model: small([.dense(6, .tanh)], .deterministic, tied: true),
      objective: Objective(penalty: .contraction(weight: 0.7))),
    Case(
      name: "flow",
      model: small(
        [.dense(12, .tanh)], .autoregressiveFlow(dimensions: 3, steps: 2, hidden: 7)),
      objective: Objective(klWeight: 2)),
    Case(
      name: "log-deviation",
      model: small([.dense(12, .tanh)], .logDeviation(dimensions: 3, noise: 0.3)),
      objective: Objective(klWeight: 2)),
    Case(
      name: "thinned", model: small([.thinned(12, .tanh, deleting: 0.5)], .gaussian(dimensions: 2)),
      objective: Objective()),
    Case(
      name: "U-Net",
      model: ModelConfiguration(
        imageHeight: 4, imageWidth: 4,
        encoder: [.convolution(channels: 3, .tanh), .skip, .maxPooling(2)], latent: .deterministic,
        decoder: [
          .convolution(channels: 2, .tanh), .upsampling(2), .join(channels: 3),
          .convolution(channels: 1, .identity),
        ]),
      objective: Objective()),
  ]

  private static func images(_ rows: Int, _ pixels: Int) -> Matrix {
    let images = Matrix.random(rows, pixels, seed: 11)
    for row in 0..<rows {
      for column in 0..<pixels { images[row, column] = abs(images[row, column]) }
    }
    return images
  }

  private static func model(_ test: Case, seed: UInt64 = 3) -> Autoencoder {
    Autoencoder(
      test.model, initialization: .glorotUniform, seed: seed, capacity: 8,
      codesPerImage: test.objective.bound.samples, on: makeEngine())
  }

  @Test(arguments: cases)
  func gradientsMatchFiniteDifferences(test: Case) {
    let model = Self.model(test)
    let images = Self.images(8, test.model.pixelCount)
    let noise = NoiseSource.drawn(seed: 5, stream: .posterior, step: 1)
    func loss() -> Double {
      model.differentiate(images, noise: noise, objective: test.objective).total
    }
    #expect(loss().isFinite)
    let gradient = model.gradients.floats
    // Missing connections have no gradient, whatever the loss would do.
    let entries = model.layout.parameters.flatMap(\.range).filter {
      gradient[$0] != 0 || model.parameters[$0] != 0
    }
    #expect(entries.count > 20)
    expectGradient(
      { gradient[$0] }, of: model.parameters, at: entries, step: 1e-3, tolerance: 4e-3, loss)
  }

  /// Without the score term, the estimator's mean is that of the whole gradient's (Tucker et al. 2018).
  @Test func bothEstimatorsOfTheBoundAgreeOnAverage() {
    let images = Self.images(8, 25)
    func mean(_ estimator: EvidenceBound.Estimator, draws: Int) -> (mean: [Double], error: [Double])
    {
      let test = Case(
        name: "", model: Self.gaussian,
        objective: Objective(bound: .importanceWeighted(samples: 3, estimator: estimator)))
      let model = Self.model(test)
      var sum = [Double](repeating: 0, count: model.layout.count)
      var squares = sum
      for draw in 0..<draws {
        _ = model.differentiate(
          images, noise: .drawn(seed: 9, stream: .posterior, step: UInt64(draw)),
          objective: test.objective)
        for (index, value) in model.gradients.floats.enumerated() {
          sum[index] += Double(value)
          squares[index] += Double(value) * Double(value)
        }
      }
      let means = sum.map { $0 / Double(draws) }
      let errors = zip(squares, means).map {
        max(0, ($0 / Double(draws) - $1 * $1) / Double(draws)).squareRoot()
      }
      return (means, errors)
    }
    let whole = mean(.reparameterized, draws: 3000),
      double = mean(.doublyReparameterized, draws: 3000)
    let scores = whole.mean.indices.map { index in
      abs(whole.mean[index] - double.mean[index])
        / max(1e-6, (pow(whole.error[index], 2) + pow(double.error[index], 2)).squareRoot())
    }
    #expect(scores.allSatisfy { $0 < 5 }, "\(scores.max() ?? 0) standard errors")
  }

  /// One sample's bound is the ELBO with the KL term estimated, so its mean is the ELBO's; more samples
  /// bring it nearer to log p(x) (Burda, Grosse and Salakhutdinov 2015, theorem 1).
  @Test func theBoundRisesWithItsSamples() {
    let images = Self.images(8, 25)
    func bound(_ samples: Int) -> Double {
      let test = Case(
        name: "", model: Self.gaussian,
        objective: Objective(
          bound: .importanceWeighted(samples: samples, estimator: .reparameterized)))
      let model = Autoencoder(
        test.model, initialization: .heUniform, seed: 3, capacity: 8, codesPerImage: 64,
        on: makeEngine())
      for index in 0..<model.layout.count { model.parameters[index] *= 3 }
      return (0..<400).reduce(0.0) { sum, draw in
        sum
          + model.differentiate(
            images, noise: .drawn(seed: 2, stream: .posterior, step: UInt64(draw)),
            objective: test.objective
          ).total / 400
      }
    }
    let losses = [1, 2, 8, 64].map(bound)
    #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 + 0.02 }, "\(losses)")
  }

  /// A bound of one sample needs no more memory than the ELBO.
  @Test func oneImportanceSampleIsEnough() {
    let test = Case(
      name: "", model: Self.gaussian,
      objective: Objective(bound: .importanceWeighted(samples: 1, estimator: .reparameterized)))
    let terms = Self.model(test).differentiate(
      Self.images(8, 25), noise: .drawn(seed: 2, stream: .posterior, step: 0),
      objective: test.objective)
    #expect(abs(terms.total - terms.negativeELBO) < 1e-9)
  }

  @Test(arguments: cases)
  func theLossChangesWithEveryWeight(test: Case) {
    let images = Self.images(8, test.model.pixelCount)
    let noise = NoiseSource.drawn(seed: 5, stream: .posterior, step: 1)
    func loss(_ objective: Objective) -> LossTerms {
      Self.model(test).differentiate(images, noise: noise, objective: objective)
    }
    var heavier = test.objective
    if test.model.isVariational { heavier.klWeight *= 2 }
    heavier.penalty?.weight *= 2
    let (once, twice) = (loss(test.objective), loss(heavier))
    guard heavier != test.objective else { return }
    #expect(twice.total > once.total + 1e-4 || twice.total < once.total - 1e-4)
    if test.objective.bound == .elbo { #expect(twice.reconstruction == once.reconstruction) }
  }

  /// Only where the KL term is the Gaussian's own does its constraint have a gradient here.
  @Test(arguments: [
    Latent.logDeviation(dimensions: 3, noise: 0.3),
    .autoregressiveFlow(dimensions: 3, steps: 2, hidden: 7),
  ])
  func constraintsAreOfPlainGaussians(latent: Latent) throws {
    let model = Self.small([.dense(12, .tanh)], latent)
    for constraint in [KLConstraint.freeBits(nats: 1), .capacity(nats: 1, epochs: 1)] {
      #expect(throws: ObjectiveError.notGaussian) {
        try Objective(klConstraint: constraint).check(for: model)
      }
    }
    try Objective(klWeight: 3).check(for: model)
  }

  /// Free bits and capacity from their definitions, on KLs written down by hand.
  @Test func constraintsCostWhatTheySay() {
    #expect(KLConstraint.freeBits(nats: 0.5).cost(of: [0.1, 0.5, 2]) == 3)
    #expect(KLConstraint.capacity(nats: 4, epochs: 1).cost(of: [1, 2]) == 1)
    #expect(KLConstraint.capacity(nats: 2, epochs: 1).cost(of: [1, 2]) == 1)
    let rising = Objective(klConstraint: .capacity(nats: 8, epochs: 4)).scheduled(epoch: 1)
    #expect(rising.klConstraint == .capacity(nats: 2, epochs: 0))
  }
}
