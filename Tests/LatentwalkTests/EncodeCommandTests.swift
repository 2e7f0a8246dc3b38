import Autoencoders
import FileFormats
import TestSupport
import Testing

@Suite(.serialized, .mustEnd)
struct EncodeCommandTests {
  private func array(_ arguments: [String], in folder: String) throws -> NPYArray {
    let result = try Program.run(arguments + ["--out", "a.npy"], in: folder)
    #expect(result.status == 0, "\(result.error)")
    return try NPYArray(parsing: readFile("\(folder)/a.npy"))
  }

  /// Mean and log-variance of two latents, and the label.
  @Test(arguments: [("test", 20), ("train", 50)])
  func aRowHasStatisticsAndLabel(split: String, count: Int) throws {
    try Fixture.withModels { folder in
      let codes = try array(
        ["encode", "vae.safetensors", "--data", "data", "--split", split], in: folder)
      let values = try #require(codes.floats)
      #expect(codes.shape == [count, 5])
      #expect((0..<count).allSatisfy { values[5 * $0 + 4] == Float($0 % 10) })
    }
  }

  /// Channels come first, as PyTorch has them: value [c, y, x] of a code of 3 x 14 x 14 stands at
  /// 196 c + 14 y + x, where memory has it at 3 (14 y + x) + c.
  @Test func convolutionalCodesHaveChannelsFirst() throws {
    try Fixture.withModels { folder in
      let path = "\(folder)/conv.safetensors"
      try Fixture.write(Fixture.convolutional, to: path)
      let row = try #require(
        array(["encode", "conv.safetensors", "--data", "data"], in: folder).floats)
      let model = try Autoencoder(
        ModelSnapshot(contentsOf: path), capacity: 1, on: Engine(threads: 1, kernels: "portable"))
      let image = Matrix(rows: 1, columns: 784)
      image.setRow(0, to: (0..<784).map { Float($0 * 37 % 251) / 255 })
      // The data's training images come from the same sequence; the first test image is its start.
      let memory = model.encode(image).row(0)
      #expect(memory.contains { $0 > 0 })
      for channel in 0..<3 {
        for place in 0..<196 {
          let difference = row[196 * channel + place] - memory[3 * place + channel]
          #expect(abs(difference) < 1e-5, "channel \(channel), place \(place)")
        }
      }
    }
  }

  /// What encode writes, decode reads: the image is the model's reconstruction.
  @Test func decodeReadsWhatEncodeWrites() throws {
    try Fixture.withModels { folder in
      try Fixture.write(Fixture.convolutional, to: "\(folder)/conv.safetensors")
      let codes = try #require(
        array(["encode", "conv.safetensors", "--data", "data"], in: folder).floats)
      let z = codes[..<588].map { "\($0)" }.joined(separator: ",")
      let decoded = try array(["decode", "conv.safetensors", "--z", z], in: folder)
      let path = try array(
        ["interpolate", "conv.safetensors", "--from", z, "--to", z, "--steps", "2"], in: folder)
      let reconstructed = try #require(
        array(
          ["reconstruct", "conv.safetensors", "--data", "data", "--count", "1"], in: folder
        ).floats)
      #expect(decoded.floats == Array(reconstructed[784...]))
      #expect(path.floats == Array(reconstructed[784...] + reconstructed[784...]))
    }
  }
}
