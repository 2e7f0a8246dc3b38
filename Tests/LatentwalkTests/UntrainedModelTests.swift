import Autoencoders
import FileFormats
import Foundation
import TestSupport
import Testing

/// What commands say of models of every kind, as they start.
@Suite(.serialized)
struct UntrainedModelTests {
  /// Writes a model with starting parameters.
  private static func write(_ configuration: ModelConfiguration, to path: String) throws {
    let model = try Autoencoder(
      configuration, initialization: .glorotUniform, seed: 1, capacity: 1,
      on: Engine(threads: 1))
    try writeFile(model.snapshot(step: 0).safeTensors().fileBytes(), to: path)
  }

  private static let flow = ModelConfiguration(
    encoder: [.dense(8, .tanh)], latent: .autoregressiveFlow(dimensions: 2, steps: 2, hidden: 8),
    decoder: [.dense(784, .identity)])

  /// Mean and log-variance say little of a posterior that a flow has bent.
  @Test(arguments: [
    (["infer", "flow.safetensors"], 1), (["estimators", "flow.safetensors"], 1),
    (["eval", "flow.safetensors", "--mutual-information", "50"], 2),
  ])
  func refusesQuestionsAboutAGaussian(arguments: [String], status: Int) throws {
    try withTemporaryFolder { folder in
      try Self.write(Self.flow, to: "\(folder)/flow.safetensors")
      let result = try Program.run(arguments + ["--data", "digits"], in: folder)
      #expect(Int(result.status) == status && result.output == "")
      #expect(result.error.contains("flow"), "\(result.error)")
    }
  }

  /// Neither KL nor moments by latent, which are the Gaussian's before the flow.
  @Test func evaluatesAFlow() throws {
    try withTemporaryFolder { folder in
      try Self.write(Self.flow, to: "\(folder)/flow.safetensors")
      let result = try Program.run(
        ["eval", "flow.safetensors", "--data", "digits", "--samples", "1"], in: folder)
      #expect(result.status == 0 && result.output.contains("-ELBO"), "\(result.error)")
      #expect(!result.output.contains("of each"), "\(result.output)")
    }
  }
}
