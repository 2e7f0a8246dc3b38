import Autoencoders
import FileFormats
import Foundation
import TestSupport
import Testing

@Suite(.serialized, .mustEnd)
struct ExportCommandTests {
  private static func run(_ arguments: [String], in folder: String) throws -> Program.Result {
    let result = try Program.run(["export"] + arguments, in: folder)
    #expect(result.status == 0 && result.error == "", "\(result.error)")
    return result
  }

  /// The program reads the graphs that it writes, and decodes the same image by them.
  @Test func graphsAreDecodedLikeTheModel() throws {
    try Fixture.withModels { folder in
      let result = try Self.run(["vae.safetensors", "--out", "a/b"], in: folder)
      let lines = result.output.split(separator: "\n")
      #expect(lines.count == 2 && lines[0].hasPrefix("a/b/encoder.onnx: "))
      func image(_ model: String) throws -> [Float] {
        let decoded = try Program.run(
          ["decode", model, "--z", "0.5,-1", "--out", "image.npy"], in: folder)
        #expect(decoded.status == 0, "\(decoded.error)")
        return try #require(NPYArray(parsing: readFile("\(folder)/image.npy")).floats)
      }
      let (own, other) = (try image("vae.safetensors"), try image("a/b/decoder.onnx"))
      #expect(zip(own, other).allSatisfy { abs($0 - $1) < 1e-5 } && own.count == other.count)
    }
  }

  @Test func aModuleHasItsWeightsBesideIt() throws {
    try Fixture.withModels { folder in
      _ = try Self.run(["ae.safetensors", "--format", "pytorch", "--out", "ae"], in: folder)
      let source = String(decoding: try readFile("\(folder)/ae/model.py"), as: UTF8.self)
      #expect(source.contains("(\"0\", nn.Linear(784, 2)),"))
      #expect(
        try ModelSnapshot(contentsOf: "\(folder)/ae/model.safetensors")
          == ModelSnapshot(contentsOf: "\(folder)/ae.safetensors"))
    }
  }

  /// Of a flow too, which has no encoder to give.
  @Test func arraysHaveTheNamesOfTensors() throws {
    try withTemporaryFolder { folder in
      try Fixture.write(Fixture.flow, to: "\(folder)/flow.safetensors")
      _ = try Self.run(
        ["flow.safetensors", "--format", "npz", "--out", "flow.npz"], in: folder)
      let archive = try ZipArchive(parsing: readFile("\(folder)/flow.npz"))
      let tensors = try SafeTensors(parsing: readFile("\(folder)/flow.safetensors")).tensors
      #expect(Set(archive.memberNames) == Set(tensors.keys.map { "\($0).npy" }))
      for (name, tensor) in tensors {
        let array = try NPYArray(parsing: archive.member(named: "\(name).npy"))
        #expect(array.shape == tensor.shape && array.floats == tensor.floats)
      }
    }
  }

  /// The card is of what the file holds, and the images beside it are those it is walked on without the data.
  @Test func aModelIsGivenWithItsCardAndImages() throws {
    try Fixture.withRun { folder in
      let arguments = ["run", "--format", "safetensors", "--precision", "half"]
      let result = try Self.run(
        arguments + ["--test-images", "5", "--out", "given.safetensors"], in: folder)
      #expect(result.output.contains("data-test.npz: "))
      let model = try ModelSnapshot(contentsOf: "\(folder)/given.safetensors")
      let run = try RunFolder.open("\(folder)/run")
      let card = try #require(model.card)
      #expect(try model.parameters == run.model().rounded(to: .half).parameters)
      #expect(
        card.preset == "vae" && card.epochs == 1 && card.training == run.configuration.training)
      // A path of this machine would say nothing on another, and much about this one.
      #expect(card.dataset.source == "data" && card.dataset.testImages == 20)
      let evaluation = try Program.json(
        ["eval", "given.safetensors", "--data", "data", "--json"], in: folder)
      #expect(evaluation["preset"] as? String == "vae")
      for (key, value) in [
        ("reconstruction", card.test.loss.reconstruction), ("kl", card.test.loss.kl),
        ("squared_error", card.test.squaredError),
      ] {
        // Batches of another size add up in another order.
        #expect(abs(try #require(evaluation[key] as? Double) - value) < 1e-9 * value)
      }
      try FileManager.default.removeItem(atPath: "\(folder)/data")
      let screen = try Program.run(["render", "given.safetensors", "--size", "200x60"], in: folder)
      #expect(screen.output.contains("5 of 20 test codes of epoch 1"), "\(screen.error)")
      #expect(screen.output.contains("on 5 of 20 test images"))
      // Data that is asked for is not replaced by other images.
      let asked = try Program.run(
        ["render", "given.safetensors", "--data", "data"], in: folder)
      #expect(asked.status == 1 && asked.output == "")
    }
  }

  @Test(arguments: [
    (["vae.safetensors"], 2, "--out needs a value: a folder for encoder.onnx and decoder.onnx"),
    (["vae.safetensors", "--out", "decoder.onnx"], 2, "is not a folder for encoder.onnx"),
    (["vae.safetensors", "--format", "pytorch", "--out", "model.pt"], 2, "is not a folder for"),
    (["vae.safetensors", "--format", "npz", "--out", "vae"], 2, "is not a name that ends in .npz"),
    (
      ["vae.safetensors", "--format", "safetensors", "--out", "vae"], 2,
      "is not a name that ends in .safetensors"
    ),
    (["none.safetensors", "--out", "a"], 1, "No such file"),
    (
      ["vae.safetensors", "--format", "safetensors", "--out", "a.safetensors"], 1,
      "vae.safetensors: says nothing of its training"
    ),
    (
      ["vae.safetensors", "--out", "a", "--precision", "half"], 2, "--precision has no effect here"
    ),
    (["flow.safetensors", "--out", "a"], 1, "flow.safetensors: its posterior goes through"),
    (["vae.safetensors", "--out", "ae.safetensors/a"], 1, "cannot create the folder"),
  ])
  func refusesInALine(arguments: [String], status: Int, says: String) throws {
    try Fixture.withModels { folder in
      try Fixture.write(Fixture.flow, to: "\(folder)/flow.safetensors")
      let result = try Program.run(["export"] + arguments, in: folder)
      #expect(Int(result.status) == status && result.output == "")
      #expect(result.error.contains(says), "\(result.error)")
      #expect(result.error.split(separator: "\n").count == 1 && !exists("\(folder)/a"))
    }
  }
}
