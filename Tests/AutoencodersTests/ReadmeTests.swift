import Autoencoders
import Foundation
import ImageSets
import TestSupport
import Testing

// The example of README.md, between the marks, and the proof that it is the same there.

// begin
/// Trains a VAE on images of 12x12 floats from 0 to 1, saves it, and decodes a point of its latent plane.
func trainAndDecode(_ floats: [Float], savingTo path: String) throws -> [Float] {
  let images = try LabeledImages(height: 12, width: 12, floats: floats)
  let configuration = ModelConfiguration(
    imageHeight: 12, imageWidth: 12, encoder: [.dense(64, .relu)],
    latent: .gaussian(dimensions: 2), decoder: [.dense(64, .relu), .dense(144, .identity)])

  let training = TrainingConfiguration(epochs: 20, batchSize: 20)
  let trainer = try Trainer(training, of: configuration, images: images)
  try trainer.finish { epoch, loss in print("epoch \(epoch): -ELBO \(loss.negativeELBO)") }
  try trainer.snapshot().write(to: path)

  let model = Autoencoder(try ModelSnapshot(contentsOf: path))
  print("code of the first image:", model.encode(images.prefix(1))[0])
  print("-ELBO of all:", model.evaluate(on: images).loss.negativeELBO, "nats per image")
  return model.decode([0.5, -1])
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
    // Squares of 5x5 at every place but the edge, ten times.
    let squares = (0..<640).flatMap { image -> [Float] in
      let (top, left) = (image / 8 % 8, image % 8)
      let (rows, columns) = (top..<top + 5, left..<left + 5)
      return (0..<144).map { rows.contains($0 / 12) && columns.contains($0 % 12) ? 1 : 0 }
    }
    try withTemporaryFolder { folder in
      let pixels = try trainAndDecode(squares, savingTo: "\(folder)/squares.safetensors")
      #expect(pixels.count == 144 && pixels.allSatisfy { (0...1).contains($0) })
      // An image with ink and paper in it, not one gray.
      #expect((pixels.max() ?? 0) > 0.3 && (pixels.min() ?? 1) < 0.05)
    }
  }
}
