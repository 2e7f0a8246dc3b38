import FileFormats
import TestSupport
import Testing

@testable import Autoencoders

/// Exported graphs, read again and run, against the models they were made of.
struct ONNXExportTests {
  private static let rows = ExportFixture.rows
  private static let color = FeatureShape(height: 8, width: 16, channels: 3)
  private static let plain = Preset.all.filter { !$0.model.latent.hasFlow }

  /// The outputs of a file's graph by their names.
  private static func run(
    _ file: ExportedFile, _ shape: [Int], _ values: [Float]
  ) throws -> [String: ONNXTensor] {
    let graph = try ComputationGraph(ONNXModel(parsing: file.bytes))
    let input = try #require(graph.inputs.first)
    let results = try graph.run(
      [input.name: ONNXTensor([rows] + shape, values)], on: makeEngine())
    return Dictionary(uniqueKeysWithValues: zip(graph.outputs, results))
  }

  /// Runs every graph of a model on images and codes, and holds what comes out against the model's own.
  private static func expectSame(_ configuration: ModelConfiguration) throws {
    let fixture = try ExportFixture(configuration)
    let (code, image) = (configuration.codeShape, configuration.imageShape)
    let codeDimensions = FeatureForm(of: code).dimensions(of: code)
    let imageDimensions = [image.channels, image.height, image.width]
    let pixels = ExportFixture.channelsFirst(fixture.images, image)
    let files = try fixture.snapshot.exported(as: .onnx)
    #expect(
      files.map(\.name)
        == ["encoder.onnx", "decoder.onnx"] + (configuration.hasSkips ? ["autoencoder.onnx"] : []))

    let encoded = try run(files[0], imageDimensions, pixels)
    let names = configuration.isVariational ? ["mean", "log_variance"] : ["code"]
    #expect(Set(encoded.keys) == Set(names))
    for (place, name) in names.enumerated() {
      let output = try #require(encoded[name])
      let latents = place * code.count..<(place + 1) * code.count
      #expect(output.shape == [rows] + codeDimensions)
      #expect(
        ForeignFixtures.difference(output.floats, fixture.statistics.flatMap { $0[latents] })
          < 1e-5, "\(name)")
    }

    let decoded = try run(
      files[1], codeDimensions, ExportFixture.channelsFirst(fixture.codes, code))
    let output = try #require(decoded["image"])
    #expect(output.shape == [rows] + imageDimensions)
    #expect(ForeignFixtures.difference(output.floats, fixture.decoded) < 1e-5)

    for file in files.dropFirst(2) {
      let output = try #require(run(file, imageDimensions, pixels)["reconstruction"])
      #expect(ForeignFixtures.difference(output.floats, fixture.reconstructed) < 1e-5)
    }
  }

  @Test(arguments: plain)
  func presetsAreTheSame(preset: Preset) throws {
    try Self.expectSame(try preset.fitted(to: Self.color).model)
  }

  /// As they are trained on MNIST: poolings of an odd side, and a convolution that trims the border.
  @Test(arguments: ["vae", "vae-keras-2017", "conv", "vae-conv", "unet", "contractive"])
  func presetsOfGrayImagesAreTheSame(name: String) throws {
    try Self.expectSame(try #require(Preset.named(name)).model)
  }

  private static let layers: [[LayerConfiguration]] = [
    [.convolution(channels: 4, kernel: 4, stride: 2, .tanh)],
    [.convolution(channels: 4, kernel: 2, stride: 3, padding: .valid, .relu)],
    [.convolution(channels: 2, kernel: 5, stride: 3, .identity)],
    [.transposedConvolution(channels: 2, kernel: 3, stride: 2, .sigmoid)],
    [.transposedConvolution(channels: 4, kernel: 2, stride: 3, .relu)],
    [.transposedConvolution(channels: 2, kernel: 5, stride: 2, .identity)],
    [.transposedConvolution(channels: 2, kernel: 4, stride: 1, .identity)],
    [.maxPooling(3)], [.maxPooling(4)], [.upsampling(3)],
    [.flatten, .dense(6, .relu), .convolution(channels: 4, .tanh), .upsampling(2)],
    [.skip, .convolution(channels: 4, .relu), .join(channels: 3)],
    [.convolution(channels: 1, .relu), .dense(5, .tanh), .thinned(4, .relu, deleting: 0.5)], [],
  ]

  /// Images of 7x9, which nothing divides.
  @Test(arguments: layers)
  func layersOfAnySizeAreTheSame(layers: [LayerConfiguration]) throws {
    for latent in [Latent.deterministic, .gaussian(dimensions: 2)] {
      try Self.expectSame(
        ModelConfiguration(
          imageHeight: 7, imageWidth: 9, imageChannels: 3, encoder: layers, latent: latent,
          decoder: [.flatten, .dense(189, .identity)]))
    }
  }

  /// Of logits from far below zero to far above, and where the series about zero begins.
  @Test func meansOfTheContinuousBernoulliAreTheSame() throws {
    let logits: [Float] = [-60, -5, -1.001, -0.999, -1e-3, 0, 1e-6, 0.3, 1, 7, 90]
    let configuration = ModelConfiguration(
      imageHeight: 1, imageWidth: logits.count, encoder: [], latent: .deterministic,
      decoder: [.dense(logits.count, .identity)], likelihood: .continuousBernoulli)
    let model = Autoencoder(configuration, capacity: 1, on: makeEngine())
    let bias = try #require(model.layout.parameters.last)
    for (place, logit) in zip(bias.range, logits) { model.parameters[place] = logit }
    let file = try model.snapshot().exported(as: .onnx)[1]
    let graph = try ComputationGraph(ONNXModel(parsing: file.bytes))
    let code = [Float](repeating: 0, count: logits.count)
    let found = try graph.run(
      ["z": ONNXTensor([1, 1, 1, logits.count], code)], on: makeEngine())[0]
    let input = Matrix(rows: 1, columns: logits.count)
    #expect(ForeignFixtures.difference(found.floats, model.decode(input).row(0)) < 1e-6)
  }

  // MARK: Read as a model of another program

  @Test(arguments: plain)
  func presetsComeBackAsForeignModels(preset: Preset) throws {
    let fixture = try ExportFixture(try preset.fitted(to: Self.color).model)
    let configuration = fixture.configuration
    let foreign = try withTemporaryFolder { folder in
      for file in try fixture.snapshot.exported(as: .onnx) {
        try writeFile(file.bytes, to: "\(folder)/\(file.name)")
      }
      return try ForeignModel(
        contentsOf: "\(folder)/decoder.onnx", encoder: "\(folder)/encoder.onnx")
    }
    #expect(foreign.card.image == configuration.imageShape)
    #expect(foreign.card.latentCount == configuration.latentCount)
    #expect(
      foreign.card.posterior == (configuration.isVariational ? .meanAndLogVariance : .code))
    let model = Autoencoder(foreign.snapshot, capacity: Self.rows, on: makeEngine())
    let statistics = model.encode(fixture.images).floats
    #expect(ForeignFixtures.difference(statistics, fixture.statistics.flatMap(\.self)) < 1e-5)
    let codes = Matrix(
      ExportFixture.channelsFirst(fixture.codes, configuration.codeShape),
      columns: configuration.latentCount)
    let images = ExportFixture.channelsFirst(model.decode(codes), configuration.imageShape)
    #expect(ForeignFixtures.difference(images, fixture.decoded) < 1e-5)
  }

  // MARK: What a file says, and what is refused

  @Test func graphsSayWhatTheyTakeAndOfWhichModelTheyAre() throws {
    let fixture = try ExportFixture(try #require(Preset.named("vae-conv")).model)
    let files = try fixture.snapshot.exported(as: .onnx)
    let encoder = try ONNXModel(parsing: files[0].bytes)
    #expect(encoder.producer == "latentwalk" && encoder.operatorSet == 18)
    #expect(encoder.graph.name == "encoder")
    #expect(encoder.graph.inputs == [ONNXValue(name: "image", shape: [nil, 1, 28, 28])])
    #expect(
      encoder.graph.outputs == [
        ONNXValue(name: "mean", shape: [nil, 2]), ONNXValue(name: "log_variance", shape: [nil, 2]),
      ])
    let decoder = try ONNXModel(parsing: files[1].bytes)
    #expect(decoder.graph.inputs == [ONNXValue(name: "z", shape: [nil, 2])])
    #expect(decoder.graph.outputs == [ONNXValue(name: "image", shape: [nil, 1, 28, 28])])
    let document = try #require(decoder.metadata["latentwalk.model"])
    #expect(try ModelConfiguration(document: document) == fixture.configuration)
    #expect(decoder.metadata["latentwalk.step"] == "3")
    // Each graph has what it reads, and no more.
    let names = encoder.graph.constants.keys.filter { $0.contains(".") }
    #expect(!names.isEmpty && !names.contains { $0.hasPrefix("decoder.") })
  }

  @Test func aFlowIsRefusedAndNothingElse() throws {
    let refused = Preset.all.filter { preset in
      let model = Autoencoder(preset.model, capacity: 1, on: makeEngine())
      return (try? model.snapshot().exported(as: .onnx)) == nil
    }
    #expect(refused.map(\.name) == ["iaf"])
    let flow = Autoencoder(refused[0].model, capacity: 1, on: makeEngine()).snapshot()
    for format in [ExportFormat.onnx, .pytorch] {
      #expect(throws: ExportError.flow) { try flow.exported(as: format) }
    }
    #expect(try flow.exported(as: .npz).count == 1)
  }

  @Test(arguments: ExportFormat.allCases)
  func aModelOfAnotherProgramIsRefused(format: ExportFormat) throws {
    let path = ForeignFixtures.path("dense.pt")
    let foreign = try ForeignModel(contentsOf: path).snapshot
    #expect(throws: ExportError.foreignPart(file: path)) { try foreign.exported(as: format) }
  }
}
