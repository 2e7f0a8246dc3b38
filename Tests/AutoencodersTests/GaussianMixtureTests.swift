import Foundation
import TestSupport
import Testing

@testable import Autoencoders

struct GaussianMixtureTests {
  /// 2000 codes around (10, -3), correlated, and 1000 around (-4, 100), narrow.
  private static let codes: [Float] = {
    let buffer = FloatBuffer(count: 6000)
    makeEngine().fillNormal(buffer, count: 6000, seed: 5, stream: .prior, step: 0)
    return (0..<3000).flatMap { (i: Int) -> [Float] in
      let (a, b) = (buffer[2 * i], buffer[2 * i + 1])
      return i % 3 == 0 ? [-4 + 0.1 * a, 100 + 0.2 * b] : [10 + 2 * a, -3 + a + 0.5 * b]
    }
  }()

  /// Mean and covariance of the codes of one kind.
  private static func moments(_ rows: [Int]) -> (mean: [Double], covariance: [Double]) {
    let count = Double(rows.count)
    func code(_ row: Int, _ column: Int) -> Double { Double(codes[2 * row + column]) }
    let mean = (0..<2).map { column in rows.reduce(0) { $0 + code($1, column) } / count }
    let covariance = [(0, 0), (0, 1), (1, 0), (1, 1)].map { a, b in
      rows.reduce(0) { $0 + (code($1, a) - mean[a]) * (code($1, b) - mean[b]) } / count
    }
    return (mean, covariance)
  }

  private static func fit(_ count: Int, threads: Int = 1) throws -> GaussianMixture {
    try GaussianMixture(
      fitting: codes, dimensions: 2, components: count, seed: 1, on: makeEngine(threads: threads))
  }

  /// One component is the codes' own mean and covariance, and its likelihood has a closed form:
  /// -½ (log det 2πP + tr P⁻¹C), P the covariance C with its padding.
  @Test func oneComponentIsTheSampleMoments() throws {
    let mixture = try Self.fit(1)
    let (mean, covariance) = Self.moments(Array(0..<3000))
    let padding = 1e-4 * (covariance[0] + covariance[3]) / 2
    let expected = [covariance[0] + padding, covariance[1], covariance[2], covariance[3] + padding]
    for (a, b) in zip(mixture.components[0].mean, mean) { #expect(abs(a - b) < 1e-4) }
    for (a, b) in zip(mixture.components[0].covariance, expected) {
      #expect(abs(a - b) < 1e-4 * covariance[3])
    }
    let determinant = expected[0] * expected[3] - expected[1] * expected[2]
    let trace =
      (expected[3] * covariance[0] - 2 * expected[1] * covariance[1] + expected[0] * covariance[3])
      / determinant
    let logLikelihood = -0.5 * (log(4 * Double.pi * Double.pi * determinant) + trace)
    #expect(abs(mixture.logLikelihood(of: Self.codes, on: makeEngine()) - logLikelihood) < 1e-3)
  }

  /// Two codes in one place, hundreds of deviations from 20 000 others: squares of single precision do not
  /// tell how narrow their component is.
  @Test(arguments: 0..<8)
  func narrowComponentsFarAwayHaveADensity(place: Int) throws {
    let crowd = (0..<20_000).map { Float($0 % 200 - 100) * 1e-4 }
    let far = Float(3) + 0.37 * Float(place)
    let mixture = try GaussianMixture(
      fitting: crowd + [far, far], dimensions: 1, components: 2, seed: 1, on: makeEngine())
    let component = try #require(mixture.components.max { $0.mean[0] < $1.mean[0] })
    #expect(abs(component.mean[0] - Double(far)) < 1e-3)
    #expect(component.covariance[0] > 0 && component.covariance[0] < 1e-3)
  }

  /// Components far apart are the moments of the codes of each kind.
  @Test func findsComponentsThatAreApart() throws {
    let mixture = try Self.fit(2)
    let components = mixture.components.sorted { $0.weight > $1.weight }
    let kinds = [Array(0..<3000).filter { $0 % 3 > 0 }, Array(0..<3000).filter { $0 % 3 == 0 }]
    let whole = Self.moments(Array(0..<3000)).covariance
    let padding = 1e-4 * (whole[0] + whole[3]) / 2
    for (component, rows) in zip(components, kinds) {
      let (mean, covariance) = Self.moments(rows)
      #expect(abs(component.weight - Double(rows.count) / 3000) < 1e-6)
      for (a, b) in zip(component.mean, mean) { #expect(abs(a - b) < 1e-3) }
      for (index, (a, b)) in zip(component.covariance, covariance).enumerated() {
        let expected: Double = index % 3 == 0 ? b + padding : b
        #expect(abs(a - expected) < 2e-3)
      }
    }
  }

  /// Expectation maximization never lowers the likelihood; padding may, by a little.
  @Test func theLikelihoodRises() throws {
    var logLikelihoods: [Double] = []
    let mixture = try GaussianMixture(
      fitting: Self.codes, dimensions: 2, components: 5, seed: 3, tolerance: 1e-5,
      on: makeEngine()
    ) { logLikelihoods.append($1) }
    logLikelihoods.append(mixture.logLikelihood(of: Self.codes, on: makeEngine()))
    for (before, after) in zip(logLikelihoods, logLikelihoods.dropFirst()) {
      #expect(after > before - 1e-4)
    }
    #expect(logLikelihoods.count > 3)
  }

  /// The moments of 20 000 samples are those of the mixture within a few standard errors.
  @Test func samplesFollowTheMixture() throws {
    let mixture = try Self.fit(2)
    let samples = mixture.samples(20_000, seed: 9)
    let large = samples.filter { $0[0] > 0 || $0[1] < 50 }
    let share: Double = Double(large.count) / 20_000
    #expect(abs(share - 0.6667) < 0.01)
    let (mean, covariance) = Self.moments(Array(0..<3000).filter { $0 % 3 > 0 })
    let count = Double(large.count)
    for column in 0..<2 {
      let found = large.reduce(0.0) { $0 + Double($1[column]) } / count
      #expect(abs(found - mean[column]) < 0.06)
    }
    let product = large.reduce(0.0) { sum, code -> Double in
      sum + (Double(code[0]) - mean[0]) * (Double(code[1]) - mean[1])
    }
    #expect(abs(product / count - covariance[1]) < 0.12)
    #expect(samples == mixture.samples(20_000, seed: 9))
    #expect(samples != mixture.samples(20_000, seed: 10))
  }

  @Test(.mustEnd) func doesNotDependOnThreads() throws {
    let (one, two) = (try Self.fit(3), try Self.fit(3, threads: 2))
    #expect(one.components.map(\.mean) == two.components.map(\.mean))
  }

  /// Latents that never change, as dead units' do, leave a density.
  @Test func constantLatentsDoNoHarm() throws {
    let codes = (0..<100).flatMap { (i: Int) -> [Float] in [Float(i), 0, 7] }
    let mixture = try GaussianMixture(
      fitting: codes, dimensions: 3, components: 2, seed: 1, on: makeEngine())
    for sample in mixture.samples(10, seed: 1) {
      #expect(sample[0].isFinite && abs(sample[2] - 7) < 1)
    }
    let same = try GaussianMixture(
      fitting: [Float](repeating: 2, count: 20), dimensions: 1, components: 3, seed: 1,
      on: makeEngine())
    for sample in same.samples(3, seed: 1) { #expect(abs(sample[0] - 2) < 1e-3) }
  }

  @Test func refusesWhatCannotBeFitted() {
    let engine = makeEngine()
    #expect(throws: GaussianMixtureError.tooFewCodes(3, needed: 4)) {
      try GaussianMixture(
        fitting: [1, 2, 3], dimensions: 1, components: 2, seed: 1, on: engine)
    }
    #expect(throws: GaussianMixtureError.tooLarge) {
      try GaussianMixture(
        fitting: [1, 2, .nan], dimensions: 1, components: 1, seed: 1, on: engine)
    }
    #expect(throws: GaussianMixtureError.tooManyDimensions(600, limit: 512)) {
      try GaussianMixture(
        fitting: [Float](repeating: 0, count: 1200), dimensions: 600, components: 1, seed: 1,
        on: engine)
    }
  }
}
