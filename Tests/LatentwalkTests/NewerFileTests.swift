import Autoencoders
import FileFormats
import TestSupport
import Testing

/// What the program says of files that a later one wrote.
struct NewerFileTests {
  private static let configuration = ModelConfiguration(
    encoder: [.dense(2, .identity)], latent: .deterministic, decoder: [.dense(784, .identity)])

  @Test func aNewerModelIsRefusedInALine() throws {
    try withTemporaryFolder { folder in
      let model = ModelSnapshot(
        configuration: Self.configuration,
        parameters: [Float](repeating: 0, count: Self.configuration.layout.count), step: 0)
      var file = try model.safeTensors()
      let text = try #require(file.metadata["latentwalk.model"])
      file.metadata["latentwalk.model"] = text.replacing(#""version":2"#, with: #""version":3"#)
      try writeFile(file.fileBytes(), to: "\(folder)/new.safetensors")
      let result = try Program.run(["eval", "new.safetensors", "--data", "digits"], in: folder)
      #expect(result.status == 1 && result.output == "")
      #expect(
        result.error == """
          latentwalk: new.safetensors: latentwalk.model in its metadata: version 3 of the format is \
          newer than this program, which reads up to version 2; update latentwalk

          """)
    }
  }

  /// The line names the file and the key, whether it is of a layer or of the whole run.
  @Test(arguments: [
    (#""version":2"#, #""version":3"#, "version 3 of the format is newer"),
    (#""units":2"#, #""units":-2"#, "model.encoder[0].units cannot be -2"),
    (#""units":2"#, #""units":2,"bias":1"#, "model.encoder[0].bias means nothing to this version"),
    (#""kernels":"#, #""kernel":"#, "kernels is missing"),
  ])
  func aRunThatCannotBeReadIsNamed(old: String, new: String, message: String) throws {
    try withTemporaryFolder { folder in
      let run = try RunFolder.create(
        "\(folder)/run",
        RunConfiguration(
          preset: "small", model: Self.configuration,
          training: TrainingConfiguration(epochs: 1, batchSize: 1, optimizer: .sgd(rate: 1)),
          dataset: DatasetReference(
            name: "digits", source: "digits", trainImages: 1, testImages: 1, fingerprint: 0),
          kernels: "portable"))
      let path = "\(run.path)/config.json"
      let text = String(decoding: try readFile(path), as: UTF8.self)
      try writeFile(Array(text.replacing(old, with: new, maxReplacements: 1).utf8), to: path)
      let result = try Program.run(["train", "--resume", "--out", "run"], in: folder)
      #expect(result.status == 1 && result.output == "")
      #expect(result.error.hasPrefix("latentwalk: run/config.json: \(message)"), "\(result.error)")
    }
  }
}
