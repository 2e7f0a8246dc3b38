import Autoencoders
import FileFormats
import Foundation
import TestSupport
import Testing

/// What commands say of models of every kind, as they start.
@Suite(.serialized, .mustEnd)
struct UntrainedModelTests {
  /// Mean and log-variance say little of a posterior that a flow has transformed.
  @Test(arguments: [
    (["infer", "flow.safetensors"], 1), (["estimators", "flow.safetensors"], 1),
    (["eval", "flow.safetensors", "--mutual-information", "50"], 2),
  ])
  func refusesQuestionsAboutAGaussian(arguments: [String], status: Int) throws {
    try withTemporaryFolder { folder in
      try Fixture.write(Fixture.flow, to: "\(folder)/flow.safetensors")
      try Self.writeEveryClass(to: "\(folder)/data")
      let result = try Program.run(arguments + ["--data", "data"], in: folder)
      #expect(Int(result.status) == status && result.output == "")
      #expect(result.error.contains("flow"), "\(result.error)")
    }
  }

  /// 25 training and 25 test images of each class.
  private static func writeEveryClass(to folder: String) throws {
    let labels = (0..<250).map { UInt8($0 % 10) }
    try Fixture.writeData(to: folder, train: labels, test: labels)
  }

  /// Training images of the classes 0 and 1, one of 2, and test images of 0 and 1.
  private static func writeData(to folder: String) throws {
    try Fixture.writeData(to: folder, train: [0, 1, 0, 1, 2], test: [0, 1]) { $0 % 251 }
  }

  @Test(arguments: [
    ("0-8", "2 test images are normal and 0 anomalies"),
    ("5", "0 test images are normal and 2 anomalies"), ("2", "0 test images are normal"),
  ])
  func anomaliesNeedBothKinds(normal: String, says: String) throws {
    try withTemporaryFolder { folder in
      try Fixture.write(Fixture.deterministic, to: "\(folder)/linear.safetensors")
      try Self.writeData(to: "\(folder)/data")
      let result = try Program.run(
        ["anomaly", "linear.safetensors", "--data", "data", "--normal", normal], in: folder)
      #expect(result.status == 1 && result.output == "")
      #expect(result.error.contains(says), "\(result.error)")
    }
  }

  /// Weights that are finite may give codes that are not, or whose squares are not.
  @Test(
    arguments: [
      (["project", "huge.safetensors", "--method", "pca"], 1),
      (["project", "huge.safetensors", "--count", "200"], 1),
      (["sample", "huge.safetensors", "--mixture", "2"], 1), (["compress", "huge.safetensors"], 0),
      (["anomaly", "huge.safetensors", "--normal", "3"], 0),
      (["eval", "huge.safetensors", "--neighbors", "3", "--probe", "--baselines"], 0),
      (["reconstruct", "huge.safetensors", "--format", "png", "--out", "a.png"], 0),
    ], [Float(1e38), 1e28])
  func survivesOverflow(command: ([String], Int), scale: Float) throws {
    try withTemporaryFolder { folder in
      try Fixture.write(Fixture.deterministic, scale: scale, to: "\(folder)/huge.safetensors")
      try Self.writeEveryClass(to: "\(folder)/data")
      let result = try Program.run(command.0 + ["--data", "data"], in: folder)
      #expect(Int(result.status) == command.1, "\(result.error)")
    }
  }

  /// The ELBO of a density is no cross-entropy, whatever the pixels are.
  @Test(arguments: [
    (Likelihood.bernoulli, "a cross-entropy"), (.continuousBernoulli, "of a density of pixels"),
    (.gaussian(standardDeviation: 0.1), "of a density of pixels"),
  ])
  func compressSaysWhatTheBoundIs(likelihood: Likelihood, says: String) throws {
    try withTemporaryFolder { folder in
      var model = Fixture.flow
      model.likelihood = likelihood
      try Fixture.write(model, to: "\(folder)/model.safetensors")
      try Self.writeData(to: "\(folder)/data")
      let result = try Program.run(
        ["compress", "model.safetensors", "--data", "data"], in: folder)
      #expect(result.status == 0 && result.output.contains(says), "\(result.output)")
    }
  }

  /// Neither KL nor moments by latent, which are the Gaussian's before the flow.
  @Test func evaluatesAFlow() throws {
    try withTemporaryFolder { folder in
      try Fixture.write(Fixture.flow, to: "\(folder)/flow.safetensors")
      try Self.writeEveryClass(to: "\(folder)/data")
      let result = try Program.run(
        ["eval", "flow.safetensors", "--data", "data", "--samples", "1"], in: folder)
      #expect(result.status == 0 && result.output.contains("-ELBO"), "\(result.error)")
      #expect(!result.output.contains("of each"), "\(result.output)")
    }
  }
}
