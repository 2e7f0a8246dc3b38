import FileFormats
import Testing

@testable import Autoencoders

/// Models of other programs as models of this library.
struct ForeignModelTests {
  private static func path(_ name: String) -> String { ForeignFixtures.path(name) }

  private static func images(_ model: ForeignModel, of codes: [Float]) -> [Float] {
    let rows = codes.count / model.card.latentCount
    let autoencoder = Autoencoder(model.snapshot, capacity: rows, on: Engine())
    return autoencoder.images(
      of: stride(from: 0, to: codes.count, by: model.card.latentCount).map {
        Array(codes[$0..<$0 + model.card.latentCount])
      }
    ).flatMap(\.self)
  }

  /// What the model's encoder gives for an array of images.
  private static func statistics(_ model: ForeignModel, of images: [Float]) throws -> [Float] {
    guard case .graph(let graph)? = model.snapshot.configuration.encoder.first else {
      Issue.record("no graph")
      return []
    }
    return graph.run(images, on: Engine())
  }

  @Test(arguments: [
    "dense.pt", "dense.safetensors", "dense-whole-dynamo.onnx", "dense-whole-legacy.onnx",
  ])
  func aVariationalAutoencoderOfOneFile(file: String) throws {
    let model = try ForeignModel(contentsOf: Self.path(file))
    #expect(model.card.latentCount == 2 && model.card.image.height == 12)
    #expect(model.card.posterior == .meanAndLogVariance && model.card.output == .logits)
    #expect(model.snapshot.configuration.isVariational)
    let arrays = try ForeignFixtures.arrays("dense")
    let (x, z) = (try #require(arrays["x"]?.floats), try #require(arrays["z"]?.floats))
    let image = try #require(arrays["image"]?.floats)
    #expect(ForeignFixtures.difference(Self.images(model, of: z), image) < 1e-5)
    let found = try Self.statistics(model, of: x)
    let mean = try #require(arrays["mean"]?.floats)
    let logVariance = try #require(arrays["log_variance"]?.floats)
    let expected = (0..<3).flatMap { row -> [Float] in
      let places = 2 * row..<2 * row + 2
      return Array(mean[places]) + logVariance[places]
    }
    #expect(ForeignFixtures.difference(found, expected) < 1e-5)
  }

  @Test(arguments: ["dynamo", "legacy"])
  func aVariationalAutoencoderOfTwoFiles(exporter: String) throws {
    let (decoder, encoder) = (
      Self.path("dense-decoder-\(exporter).onnx"), Self.path("dense-encoder-\(exporter).onnx")
    )
    let model = try ForeignModel(contentsOf: decoder, encoder: encoder)
    let turned = try ForeignModel(contentsOf: encoder, decoder: decoder)
    #expect(model.card == turned.card)
    #expect(model.card.posterior == .meanAndLogVariance && model.card.encoder == encoder)
    let alone = try ForeignModel(contentsOf: decoder)
    #expect(alone.card.posterior == .noEncoder && alone.card.evidence == .lastOperation)
    let z: [Float] = [0.3, -1, 0, 2]
    #expect(Self.images(alone, of: z) == Self.images(model, of: z))
  }

  @Test func anAutoencoderInOneRow() throws {
    let path = Self.path("sequential.pt")
    let model = try ForeignModel(contentsOf: path, layers: [.tanh, .sigmoid])
    #expect(model.card.posterior == .code && model.card.latentCount == 3)
    #expect(
      model.card.layers?.functions.map { "\($0.module) \($0.function)" }
        == ["0 tanh", "2 identity", "3 tanh", "5 sigmoid"])
    #expect(model.card.layers?.areGuessed == false)
    let arrays = try ForeignFixtures.arrays("sequential")
    let (x, code) = (try #require(arrays["x"]?.floats), try #require(arrays["code"]?.floats))
    #expect(ForeignFixtures.difference(try Self.statistics(model, of: x), code) < 1e-5)
    let image = try #require(arrays["image"]?.floats)
    #expect(ForeignFixtures.difference(Self.images(model, of: code), image) < 1e-5)

    let guessed = try ForeignModel(contentsOf: path)
    #expect(guessed.card.layers?.areGuessed == true)
    #expect(throws: ForeignModelError.state(file: path, .activationCount(given: 3, layers: 4))) {
      try ForeignModel(contentsOf: path, layers: [.relu, .relu, .sigmoid])
    }
  }

  /// A hyperbolic tangent gives pixels from -1 to 1.
  @Test func pixelsFromATangentAreMovedBetweenZeroAndOne() throws {
    let model = try ForeignModel(contentsOf: Self.path("wide-decoder-dynamo.onnx"))
    #expect(model.card.output == .signed && model.card.latentCount == 64)
    let arrays = try ForeignFixtures.arrays("wide-decoder-dynamo")
    let x = try #require(arrays["x"]?.floats)
    let signed = try #require(arrays.first { $0.key.hasPrefix("out.") }?.value.floats)
    let images = Self.images(model, of: x)
    #expect(ForeignFixtures.difference(images, signed.map { ($0 + 1) / 2 }) < 1e-5)
  }

  /// The derivative of a decoder with respect to its code, against the same network of layers with derivatives.
  @Test func derivativesAreThoseOfTheNetwork() throws {
    let model = try ForeignModel(contentsOf: Self.path("dense.pt"))
    let decoder = try #require(model.snapshot.configuration.decoder.first)
    guard case .graph(let graph) = decoder else { return }
    let engine = Engine()
    let layer = GraphLayer(graph: graph)
    let input = Matrix(rows: 1, columns: 2)
    input.setRow(0, to: [0.4, -0.7])
    let output = Matrix(rows: 1, columns: graph.outputCount)
    let gradient = Matrix(rows: 1, columns: graph.outputCount)
    let weights = (0..<graph.outputCount).map { Float($0 % 7) - 3 }
    gradient.setRow(0, to: weights)
    let found = Matrix(rows: 1, columns: 2)
    let pass = Pass(
      engine: engine, parameters: FloatBuffer(count: 0), gradients: FloatBuffer(count: 0))
    layer.forward(input, into: output, pass)
    layer.backward(gradient, input: input, output: output, into: found, pass)
    let tensors = try PyTorchFile(parsing: readFile(Self.path("dense.pt"))).tensors
    func numbers(_ name: String) throws -> [Float] { try #require(tensors[name]?.numbers) }
    let (w3, b3, w4) = (
      try numbers("fc3.weight"), try numbers("fc3.bias"), try numbers("fc4.weight")
    )
    // d/dz of weights * (w4 relu(w3 z + b3) + b4).
    var expected: [Float] = [0, 0]
    for unit in 0..<16 where w3[2 * unit] * 0.4 - w3[2 * unit + 1] * 0.7 + b3[unit] > 0 {
      let slope = (0..<144).reduce(Float(0)) { $0 + weights[$1] * w4[16 * $1 + unit] }
      for latent in 0..<2 { expected[latent] += slope * w3[2 * unit + latent] }
    }
    #expect(ForeignFixtures.difference(found.row(0).map(\.self), expected) < 1e-3)
  }

  /// Channels stand last in this library, and first in PyTorch's graphs.
  @Test(arguments: ["dynamo", "legacy"])
  func imagesInColor(exporter: String) throws {
    let model = try ForeignModel(
      contentsOf: Self.path("color-decoder-\(exporter).onnx"),
      encoder: Self.path("color-encoder-\(exporter).onnx"))
    let shape = FeatureShape(height: 32, width: 32, channels: 3)
    #expect(model.card.image == shape && model.snapshot.configuration.imageShape == shape)
    func output(_ name: String) throws -> [Float] {
      let arrays = try ForeignFixtures.arrays("\(name)-\(exporter)")
      return try #require(arrays.first { $0.key.hasPrefix("out.") }?.value.floats)
    }
    func input(_ name: String) throws -> [Float] {
      try #require(ForeignFixtures.arrays("\(name)-\(exporter)")["x"]?.floats)
    }
    func rows(_ values: [Float]) -> [[Float]] {
      stride(from: 0, to: values.count, by: shape.count).map {
        shape.channelsLast(Array(values[$0..<$0 + shape.count]))
      }
    }
    let images = Self.images(model, of: try input("color-decoder"))
    let expected = try rows(output("color-decoder")).flatMap(\.self)
    #expect(ForeignFixtures.difference(images, expected) < 1e-5)
    let codes = try Self.statistics(model, of: rows(input("color-encoder")).flatMap(\.self))
    #expect(ForeignFixtures.difference(codes, try output("color-encoder")) < 1e-5)
  }

  @Test func codeInAFileIsNeverRun() throws {
    let path = Self.path("hostile.pt")
    #expect(throws: ForeignModelError.torch(file: path, .refusedObject("posix.system"))) {
      try ForeignModel(contentsOf: path)
    }
  }

  @Test func anEncoderAloneIsNoModel() throws {
    let path = Self.path("dense-encoder-legacy.onnx")
    #expect(throws: ForeignModelError.noDecoder(file: path, input: 144, output: 2)) {
      try ForeignModel(contentsOf: path)
    }
  }

  @Test func ownModelsAreNotForeign() throws {
    #expect(ForeignModel.isForeign(Self.path("dense.pt")))
    #expect(ForeignModel.isForeign(Self.path("dense.safetensors")))
    #expect(ForeignModel.isForeign(Self.path("keras-decoder.onnx")))
    #expect(!ForeignModel.isForeign(Self.path("make_models.py")))
    #expect(!ForeignModel.isForeign(Self.path("dense.npz.none")))
  }
}
