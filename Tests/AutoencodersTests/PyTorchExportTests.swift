import FileFormats
import TestSupport
import Testing

@testable import Autoencoders

struct PyTorchExportTests {
  private static func files(_ preset: String) throws -> [ExportedFile] {
    let model = try #require(Preset.named(preset)).model
    return try ExportFixture(model).snapshot.exported(as: .pytorch)
  }

  /// torch 2.15 gives what the model gives, to 1e-6, by the source of each of these.
  @Test(arguments: [
    "vae", "vae-keras-2017", "vae-conv", "vae-continuous", "conv", "contractive", "unet",
  ])
  func sourceOfAModel(preset: String) throws {
    let source = try #require(Self.files(preset).first)
    #expect(source.name == "model.py")
    try expectGolden(String(decoding: source.bytes, as: UTF8.self), "\(preset).py")
  }

  @Test func weightsAreTheModelsFile() throws {
    let model = try #require(Preset.named("vae")).model
    let snapshot = try ExportFixture(model).snapshot
    let weights = try snapshot.exported(as: .pytorch)[1]
    #expect(weights.name == "model.safetensors")
    #expect(try ModelSnapshot(SafeTensors(parsing: weights.bytes)) == snapshot)
  }

  /// What only rearranges features has a name between the numbers that the parameters have.
  @Test func modulesHaveTheNumbersOfTheirParameters() throws {
    let configuration = ModelConfiguration(
      imageHeight: 9, imageWidth: 9, imageChannels: 3,
      encoder: [
        .convolution(channels: 4, stride: 2, .relu), .maxPooling(4),
        .convolution(channels: 1, .identity), .dense(6, .tanh),
        .convolution(channels: 8, kernel: 5, .relu),
      ], latent: .deterministic,
      decoder: [
        .reshape(FeatureShape(height: 2, width: 2, channels: 2)),
        .transposedConvolution(channels: 3, .relu),
        .transposedConvolution(channels: 3, kernel: 2, stride: 3, .relu), .flatten,
        .dense(243, .identity),
      ])
    try configuration.validate()
    var (encoder, decoder) = (PyTorchModules(from: .images), PyTorchModules(from: .vectors))
    for layer in configuration.placedEncoder { try encoder.add(layer) }
    for layer in configuration.placedDecoder { try decoder.add(layer) }
    #expect(
      encoder.modules.map { "\($0.name) \($0.expression)" } == [
        "0 nn.Conv2d(3, 4, kernel_size=3, stride=2, padding=1)", "1 nn.ReLU()",
        "2 nn.MaxPool2d(4, padding=1, ceil_mode=True)",
        "3 nn.Conv2d(4, 1, kernel_size=3, padding=1)", "flat4 nn.Flatten()", "4 nn.Linear(4, 6)",
        "5 nn.Tanh()", "image6 nn.Unflatten(1, (6, 1, 1))",
        "6 nn.Conv2d(6, 8, kernel_size=5, padding=2)", "7 nn.ReLU()",
      ])
    #expect(
      decoder.modules.map { "\($0.name) \($0.expression)" } == [
        "0 nn.Unflatten(1, (2, 2, 2))", "1 nn.ConvTranspose2d(2, 3, kernel_size=3, stride=2)",
        "crop1 nn.ZeroPad2d((0, -1, 0, -1))", "2 nn.ReLU()",
        "3 nn.ConvTranspose2d(3, 3, kernel_size=2, stride=3, output_padding=1)", "4 nn.ReLU()",
        "5 nn.Flatten()", "6 nn.Linear(432, 243)",
      ])
    let names = Set(configuration.layout.parameters.map(\.name))
    for layer in configuration.placedEncoder + configuration.placedDecoder
    where layer.layer.specification.parameterCount(from: layer.input, to: layer.output) > 0 {
      #expect(names.contains("\(layer.name).weight") && names.contains("\(layer.name).bias"))
    }
  }
}
