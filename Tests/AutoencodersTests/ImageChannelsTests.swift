import FileFormats
import ImageSets
import Testing

@testable import Autoencoders

struct ImageChannelsTests {
  /// Red, green and blue squares of two sizes on black.
  private static let squares: LabeledImages = {
    let pixels = (0..<60).flatMap { image in
      (0..<8 * 8 * 3).map { place -> UInt8 in
        let (pixel, channel) = (place / 3, place % 3)
        let side = 3 + image / 3 % 2 * 3
        return channel == image % 3 && pixel % 8 < side && pixel / 8 < side ? 255 : 0
      }
    }
    return LabeledImages(
      height: 8, width: 8, channels: 3, pixels: pixels, labels: (0..<60).map { UInt8($0 % 3) })
  }()

  private static let dense = ModelConfiguration(
    imageHeight: 8, imageWidth: 8, imageChannels: 3, encoder: [.dense(24, .relu)],
    latent: .gaussian(dimensions: 2), decoder: [.dense(24, .relu), .dense(192, .identity)])

  private static let convolutional = ModelConfiguration(
    imageHeight: 8, imageWidth: 8, imageChannels: 3,
    encoder: [.convolution(channels: 6, stride: 2, .relu), .flatten, .dense(12, .relu)],
    latent: .deterministic,
    decoder: [
      .dense(96, .relu), .reshape(FeatureShape(height: 4, width: 4, channels: 6)),
      .transposedConvolution(channels: 6, .relu), .convolution(channels: 3, .identity),
    ])

  @Test(arguments: [dense, convolutional])
  func learnsColors(configuration: ModelConfiguration) throws {
    try configuration.validate()
    let training = TrainingConfiguration(
      epochs: 80, batchSize: 20, initialization: .heUniform,
      optimizer: .adam(Adam.Constants(rate: 0.01)))
    let trainer = Trainer(training, of: configuration, images: Self.squares, on: makeEngine())
    while !trainer.isFinished {
      if trainer.isEpochComplete { trainer.beginNextEpoch() } else { _ = try trainer.step() }
    }
    let result = trainer.model.reconstruct(Self.squares.prefix(3))
    // The first pixel of an image is of its color alone.
    for (image, values) in result.enumerated() {
      for channel in 0..<3 { #expect((values[channel] > 0.5) == (channel == image)) }
    }
  }

  /// A dense layer reads the values of a color image as they lie in memory, channels last.
  @Test func denseLayersReadChannelsLast() throws {
    let model = Autoencoder(
      ModelConfiguration(
        imageHeight: 1, imageWidth: 2, imageChannels: 3, encoder: [.dense(1, .identity)],
        latent: .deterministic, decoder: [.dense(6, .identity)]),
      initialization: .glorotUniform, seed: 1, on: makeEngine())
    let weights: [Float] = [1, 10, 100, 1_000, 10_000, 100_000]
    let parameter = try #require(model.namedParameters.first { $0.name == "encoder.0.weight" })
    for (index, weight) in weights.enumerated() {
      model.parameters.write([weight], at: parameter.range.lowerBound + index)
    }
    let image = LabeledImages(
      height: 1, width: 2, channels: 3, pixels: [51, 102, 153, 204, 255, 0])
    let expected = zip(weights, [0.2, 0.4, 0.6, 0.8, 1, 0] as [Float]).reduce(Float(0)) {
      $0 + $1.0 * $1.1
    }
    #expect(abs(model.encode(image)[0][0] - expected) < 0.01)
  }

  @Test func filtersOfConvolutionsHaveChannelsLast() throws {
    let model = Autoencoder(
      Self.convolutional, initialization: .heUniform, seed: 1, on: makeEngine())
    let filter = model.firstLayerFilters[1]
    #expect((filter.height, filter.width, filter.channels) == (3, 3, 3))
    let parameter = try #require(model.namedParameters.first { $0.name == "encoder.0.weight" })
    let own = Array(model.parameters.floats(parameter.range)[27..<54])
    // PyTorch's [channel, row, column] of unit 1: green of the middle pixel is 9 + 4.
    #expect(filter.weights[4 * 3 + 1] == own[13] && filter.weights[2] == own[18])
  }

  @Test func aGrayModelIsWrittenAsBefore() throws {
    let gray = ModelConfiguration(
      encoder: [.dense(2, .relu)], latent: .deterministic, decoder: [.dense(784, .identity)])
    guard case .object(let fields) = gray.json, case .object(let color) = Self.dense.json else {
      Issue.record("no objects")
      return
    }
    #expect(fields["image_channels"] == nil)
    #expect(color["image_channels"] == 3.json)
    #expect(try ModelConfiguration(gray.json, at: "") == gray)
    #expect(try ModelConfiguration(Self.dense.json, at: "") == Self.dense)
  }

  @Test func refusesOtherNumbersOfChannels() throws {
    guard case .object(var fields) = Self.dense.json else { return }
    fields["image_channels"] = 2.json
    #expect(throws: MetadataError.self) { try ModelConfiguration(.object(fields), at: "") }
    var configuration = Self.dense
    configuration.imageChannels = 4
    #expect(throws: ModelConfigurationError.imageChannels(4)) { try configuration.validate() }
    configuration.imageChannels = 1
    configuration.imageWidth = 129
    #expect(throws: ModelConfigurationError.imageSize(height: 8, width: 129)) {
      try configuration.validate()
    }
  }

  /// The index of color images is the mean of those of their channels.
  @Test func similarityIsTheMeanOverChannels() {
    let engine = makeEngine()
    func values(_ seed: Int) -> [Float] {
      (0..<12 * 14 * 3).map { Float(($0 * 37 + seed * 11) % 101) / 100 }
    }
    let (a, b) = (values(1), values(2))
    func channel(_ values: [Float], _ channel: Int) -> Matrix {
      Matrix((0..<168).map { values[3 * $0 + channel] }, columns: 168)
    }
    let gray = StructuralSimilarity(height: 12, width: 14)
    let mean =
      (0..<3).map { gray.values(channel(a, $0), channel(b, $0), on: engine)[0] }.reduce(0, +) / 3
    let color = StructuralSimilarity(height: 12, width: 14, channels: 3)
    let found = color.values(Matrix(a, columns: 504), Matrix(b, columns: 504), on: engine)[0]
    #expect(abs(found - mean) < 1e-9)
  }
}
