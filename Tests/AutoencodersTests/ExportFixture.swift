import Testing

@testable import Autoencoders

/// A model with random weights and biases, and images and codes to hold what others make of it against it.
struct ExportFixture {
  static let rows = 3

  let snapshot: ModelSnapshot
  let model: Autoencoder

  init(_ configuration: ModelConfiguration) throws {
    try configuration.validate()
    model = Autoencoder(
      configuration, initialization: .glorotUniform, seed: 7, capacity: Self.rows,
      on: makeEngine())
    var random = Philox(seed: 8, stream: .initialization)
    for bias in model.layout.parameters where !bias.isWeight {
      for place in bias.range { model.parameters[place] = random.nextUnit() - 0.5 }
    }
    snapshot = model.snapshot(step: 3)
  }

  var configuration: ModelConfiguration { snapshot.configuration }

  var images: Matrix { ModelFixture.images(Self.rows, pixels: configuration.pixelCount) }

  var codes: Matrix { .random(Self.rows, configuration.latentCount, seed: 12) }

  /// Rows of [mean | log-variance], or of codes, each channels first.
  var statistics: [[Float]] {
    let (encoded, latents) = (model.encode(images), configuration.latentCount)
    return (0..<Self.rows).map { index in
      let row = encoded.row(index)
      return stride(from: 0, to: row.count, by: latents).flatMap {
        configuration.codeShape.channelsFirst(Array(row[$0..<$0 + latents]))
      }
    }
  }

  /// Rows channels first.
  static func channelsFirst(_ rows: Matrix, _ shape: FeatureShape) -> [Float] {
    (0..<rows.rows).flatMap { shape.channelsFirst(rows.row($0)) }
  }

  /// What the model decodes, channels first.
  var decoded: [Float] { Self.channelsFirst(model.decode(codes), configuration.imageShape) }

  /// What the model makes of its images, channels first, with what skip connections carry.
  var reconstructed: [Float] {
    let statistics = model.encode(images)
    let codes = statistics.columns(0..<configuration.latentCount)
    return Self.channelsFirst(
      model.decode(codes, carryingSkips: true), configuration.imageShape)
  }
}
