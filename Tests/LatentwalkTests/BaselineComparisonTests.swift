import Datasets
import FileFormats
import ImageSets
import Testing

@testable import Autoencoders
@testable import latentwalk

struct BaselineComparisonTests {
  private static let data: Dataset = {
    var random = Philox(seed: 2, stream: .initialization)
    func images(_ count: Int) -> LabeledImages {
      LabeledImages(
        height: 4, width: 4, pixels: (0..<16 * count).map { _ in UInt8(random.next(below: 256)) },
        labels: [UInt8](repeating: 0, count: count))
    }
    return Dataset(name: "noise", origin: .drawn(seed: 2), train: images(300), test: images(100))
  }()

  private func compare(latents: Int, corruption: Corruption?) throws -> (
    BaselineComparison, Evaluation
  ) {
    let configuration = ModelConfiguration(
      imageHeight: 4, imageWidth: 4, encoder: [.dense(latents, .tanh)], latent: .deterministic,
      decoder: [.dense(16, .identity)], corruption: corruption)
    let model = Autoencoder(
      configuration, initialization: .glorotUniform, seed: 1, capacity: 50,
      on: try Engine(threads: 1))
    let evaluation = Evaluator(images: Self.data.test, model: configuration, capacity: 50)
      .evaluate(model, seed: 3)
    return (
      BaselineComparison(to: evaluation, of: model, on: Self.data, seed: 3), evaluation
    )
  }

  @Test func comparesWithAsManyComponents() throws {
    let (baseline, evaluation) = try compare(latents: 5, corruption: nil)
    #expect(baseline.method == "pca" && baseline.components == 5)
    let engine = try Engine(threads: 1)
    let components = PrincipalComponents(of: Self.data.train, count: 5, on: engine)
    #expect(baseline.squaredError == components.squaredError(of: Self.data.test, on: engine))
    // A model that is not trained is worse.
    #expect(baseline.squaredErrorExcess > 0 && evaluation.squaredError > baseline.squaredError)
    #expect(try #require(baseline.clippedReconstruction) > Self.data.test.bernoulliFloor)
    // Both losses are of the same reconstruction, and what lies outside of [0, 1] is no better.
    let clipped = components.clippedLosses(of: Self.data.test, on: engine)
    #expect(baseline.clippedSquaredError == clipped.squaredError)
    #expect(baseline.clippedReconstruction == clipped.bernoulli)
    #expect(clipped.squaredError < baseline.squaredError)
  }

  /// Noise cannot be told from noise: as many components as pixels leave no error.
  @Test func aCodeMayBeLongerThanAnImage() throws {
    let (baseline, _) = try compare(latents: 20, corruption: nil)
    #expect(baseline.components == 16 && baseline.squaredError < 1e-9)
  }

  @Test func comparesDenoisersWithRidgeRegression() throws {
    let noise = Corruption.gaussian(standardDeviation: 0.5)
    let (baseline, _) = try compare(latents: 5, corruption: noise)
    #expect(baseline.method == "ridge" && baseline.components == nil)
    #expect(baseline.clippedSquaredError == nil && baseline.clippedReconstruction == nil)
    // Better than gray, whose error is the variance of a uniform pixel, and than a model not trained.
    #expect(baseline.squaredError < 16.0 / 12 && baseline.squaredErrorExcess > 0)
  }
}
