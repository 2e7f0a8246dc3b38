import Autoencoders
import Datasets
import Foundation
import Testing

// The example of README.md, between the marks, and the proof that it is the same there.

// begin
func trainAndDecode() throws -> [Float] {
  let digits = Dataset.digits()
  let model = Autoencoder(
    ModelConfiguration(
      encoder: [.dense(256, .relu)], latent: .gaussian(dimensions: 2),
      decoder: [.dense(256, .relu), .dense(784, .identity)]),
    initialization: .heUniform, seed: 1, capacity: 500, on: try Engine(threads: 2))
  let trainer = Trainer(
    TrainingConfiguration(epochs: 1, batchSize: 100, optimizer: .adam(Adam.Constants(rate: 0.002))),
    model: model, images: digits.train)
  let evaluator = Evaluator(images: digits.test, model: model.configuration, capacity: 500)
  try TrainingRun(trainer, evaluator: evaluator).run()

  print("-ELBO", evaluator.evaluate(model, seed: 0).loss.negativeELBO, "nats an image")
  let code = Matrix(rows: 1, columns: 2)
  code.setRow(0, to: [0.5, -1])
  return model.decode(code).row(0)
}
// end

struct ReadmeTests {
  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  @Test func theExampleStandsInReadme() throws {
    let source = try Self.text(#filePath)
    let example = try #require(source.components(separatedBy: "// begin\n").dropFirst().first)
      .components(separatedBy: "// end\n")[0]
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../README.md")
    #expect(try Self.text(root.standardizedFileURL.path).contains(example))
  }

  @Test func theExampleRuns() throws {
    let pixels = try trainAndDecode()
    #expect(pixels.count == 784 && pixels.allSatisfy { (0...1).contains($0) })
    // An image with ink and paper in it, not one gray.
    #expect((pixels.max() ?? 0) > 0.3 && (pixels.min() ?? 1) < 0.05)
  }
}
