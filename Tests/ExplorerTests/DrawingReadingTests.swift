import Autoencoders
import Foundation
import ImageSets
import TerminalUI
import Testing

@testable import Explorer

/// What a model makes of a drawing, against what evaluation and anomaly detection say of the same image.
struct DrawingReadingTests {
  private static let shape = FeatureShape(height: 28, width: 28, channels: 1)
  private static let levels = ImagesFixture.images(1).pixels
  private static let image = LabeledImages(height: 28, width: 28, pixels: levels)

  private static func read(_ model: Autoencoder) -> DrawingReading {
    DrawingRequest(shape: shape, levels: levels, version: 1)
      .read(on: Fixture.bench(model, map: nil))
  }

  /// KL latent by latent is that of an evaluation of the one image, and sums to the whole.
  @Test func thePosteriorIsThatOfEvaluation() throws {
    let model = try ImagesFixture.model("vae")
    let reading = Self.read(model)
    let posterior = try #require(reading.posterior)
    let evaluation = model.evaluate(on: Self.image)
    for (latent, kl) in posterior.kl.enumerated() {
      #expect(abs(kl - evaluation.klPerDimension[latent]) < 1e-6)
      let variance = posterior.deviations[latent] * posterior.deviations[latent]
      #expect(abs(variance - evaluation.variance[latent]) < 1e-6)
    }
    #expect(posterior.mean == reading.code)
    #expect(abs(posterior.kl.reduce(0, +) - reading.values.kl) < 1e-3)
  }

  /// The score of a drawing is that of the command `anomaly` for the same image.
  @Test(arguments: ["vae", "simple", "denoise"])
  func theScoreIsThatOfAnomalyDetection(preset: String) throws {
    let model = try ImagesFixture.model(preset)
    let images = ImagesFixture.images()
    let detector = AnomalyDetector(AnomalyScale.score, model: model, training: images)
    let score = Self.read(model).values.value(of: AnomalyScale.score)
    #expect(abs(score - detector.scores(of: Self.image)[0]) < 1e-6)
    let bench = Fixture.bench(model, images: images, map: nil)
    let scale = try #require(AnomalyScale(version: 1, on: bench))
    let expected = detector.trainingScores.sorted()
    #expect(scale.scores.count == expected.count)
    for (found, expected) in zip(scale.scores, expected) { #expect(abs(found - expected) < 1e-6) }
    #expect(scale.count(below: expected[7]) == 7 && scale.count(below: .infinity) == images.count)
  }

  /// What is restored is what `denoise` makes of the same image.
  @Test func theRestorationIsThatOfDenoising() throws {
    let model = try ImagesFixture.model("denoise")
    let restoration = try #require(Self.read(model).restoration)
    let expected = Reconstruction(of: Self.image, by: model, seed: 0)
    #expect(restoration.noisy == expected.inputs[0] && restoration.restored == expected.outputs[0])
    #expect(restoration.noisy != Self.image.image(0).map { Float($0) / 255 })
  }

  /// On a plane of the latents themselves the ellipse reaches one and two deviations from the mean.
  @Test func theEllipseHasTheScaleOfTheAxes() throws {
    let model = try ImagesFixture.model("vae")
    let reading = Self.read(model)
    let map = LatentMap(codes: [0, 0, 1, 1], labels: [0, 1], latentCount: 2)
    let curves = DrawnPosterior(
      reading: reading, map: map, theme: Theme(Capabilities())
    ).curves
    let posterior = try #require(reading.posterior)
    #expect(curves.count == 2)
    for (curve, factor) in zip(curves, [1.0, 2]) {
      let right = curve.points.map(\.x).reduce(-.infinity, max)
      let top = curve.points.map(\.y).reduce(-.infinity, max)
      #expect(abs(right - Double(posterior.mean[0]) - factor * posterior.deviations[0]) < 1e-4)
      #expect(abs(top - Double(posterior.mean[1]) - factor * posterior.deviations[1]) < 1e-4)
    }
  }

  @Test func aFlowsPosteriorIsACloud() throws {
    let model = try ImagesFixture.model("iaf")
    let reading = Self.read(model)
    #expect(reading.posterior == nil && reading.samples.count == 200)
    #expect(reading.samples == model.posteriorSamples(of: Self.image, count: 200))
  }
}
