import Autoencoders
import Datasets
import FileFormats
import Foundation
import ImageSets
import TestSupport
import Testing

struct AnomalyTests {
  /// numpy.quantile([4, 1, 3, 2, 10], q) for q = 0.5, 0.9 and 1.
  @Test func quantilesAreInterpolatedAsNumPyDoes() {
    let scores = [4.0, 1, 3, 2, 10]
    #expect(AnomalyThreshold.quantile(0.5).value(trainingScores: scores) == 3)
    #expect(abs(AnomalyThreshold.quantile(0.9).value(trainingScores: scores) - 7.6) < 1e-12)
    #expect(AnomalyThreshold.quantile(1).value(trainingScores: scores) == 10)
    #expect(AnomalyThreshold.largest.value(trainingScores: scores) == 10)
  }

  /// A model whose encoder and decoder are zero: its code is 0, its pixels are all 1/2.
  private static let zeroModel = ModelConfiguration(
    imageHeight: 1, imageWidth: 2, encoder: [], latent: .gaussian(dimensions: 2),
    decoder: [.dense(2, .identity)])

  /// For pixels (1, 0.2) and p = 1/2: error (0.5² + 0.3²), cross-entropy 2 log 2, KL of N(0, I) zero,
  /// -log N(0; 0, I) = log 2π, and log (0.34 / 1.04).
  @Test func scoresOfAModelThatKnowsNothing() {
    let images = LabeledImages(
      height: 1, width: 2, pixels: [255, 51, 0, 255, 102, 102], labels: [0, 1, 2])
    let model = Autoencoder(Self.zeroModel, capacity: 2, on: makeEngine())
    let expected: [(AnomalyScore, Double)] = [
      (.squaredError, 0.34), (.reconstruction, 2 * log(2)), (.negativeELBO, 2 * log(2)),
      (.latentDensity, log(2 * .pi)), (.relativeError, log(0.34 / 1.04)), (.densityRatio, 0),
    ]
    for (score, value) in expected {
      let detector = AnomalyDetector(score, model: model, training: images)
      #expect(abs(detector.scores(of: images)[0] - value) < 1e-6, "\(score)")
      #expect(detector.trainingScores.count == 3)
    }
  }

  /// The mean of a continuous Bernoulli of parameter 0.9 is 0.9 / 0.8 + 1 / (2 artanh(-0.8)) = 0.66988.
  @Test func errorsAreThoseOfTheMeanImage() {
    var configuration = Self.zeroModel
    configuration.likelihood = .continuousBernoulli
    let images = LabeledImages(height: 1, width: 2, pixels: [255, 51, 0, 255], labels: [0, 1])
    let model = Autoencoder(configuration, capacity: 2, on: makeEngine())
    for parameter in model.layout.parameters where parameter.name == "decoder.0.bias" {
      for index in parameter.range { model.parameters[index] = Float(log(9.0)) }
    }
    let mean = 0.9 / 0.8 - 1 / (2 * atanh(0.8))
    let scores = AnomalyDetector(.squaredError, model: model, training: images).scores(of: images)
    let expected = (1 - mean) * (1 - mean) + (0.2 - mean) * (0.2 - mean)
    #expect(abs(scores[0] - expected) < 1e-5)
  }

  /// 784-64-16-64-784 of eight epochs on real digits: one-class on 0 and 8, and without 4, on a part of
  /// the images. PCA's 32 components give the mean over digits 0.955 and 0.675.
  @Test(.enabled(if: RealData.isPresent, "\(RealData.reason)"))
  func beatsReconstructionErrorOnRealDigits() throws {
    let dataset = try Dataset.mnist(in: RealData.folder ?? "")
    let test = dataset.test.prefix(3000)
    let experiment = AnomalyExperiment(
      model: ModelConfiguration(
        encoder: [.dense(64, .relu), .dense(16, .identity)], latent: .deterministic,
        decoder: [.dense(64, .relu), .dense(784, .identity)]),
      training: TrainingConfiguration(
        epochs: 8, batchSize: 64, optimizer: .adam(Adam.Constants(rate: 0.002))),
      scores: [.squaredError, .combined])
    let zero = try experiment.metrics(
      normal: [0], train: dataset.train, test: test, on: makeEngine())
    #expect(zero[1].areaUnderROC > 0.97)
    let fours = try experiment.metrics(
      normal: [0, 1, 2, 3, 5, 6, 7, 8, 9], train: dataset.train.prefix(12_000), test: test,
      on: makeEngine())
    #expect(fours[1].areaUnderROC > 0.8 && fours[1].areaUnderROC > fours[0].areaUnderROC)
  }
}
