/// The layers of a model, and the places of their parameters.
struct ModelLayers {
  let encoder: [any Layer]
  let latent: any LatentLayer
  let decoder: [any Layer]
  let layout: ParameterLayout

  /// - Parameters:
  ///   - capacity: images at a time.
  ///   - codesPerImage: codes of each image at a time.
  ///   - mergesLayers: whether two layers that are faster as one become one.
  init(
    _ configuration: ModelConfiguration, capacity: Int, codesPerImage: Int = 1,
    mergesLayers: Bool = true
  ) {
    var builder = LayerBuilder(capacity: capacity)
    builder.mergesLayers = mergesLayers
    var encoder = builder.layers(
      configuration.encoder, name: "encoder", input: configuration.inputShape)
    if let reader = encoder.firstIndex(where: { !($0 is Flatten) }) {
      encoder[reader].expectZeros()
    }
    latent = configuration.latent.specification.makeLayer(
      featureCount: configuration.featureShape.count, capacity: capacity,
      codesPerImage: codesPerImage, in: &builder.layout)
    builder.capacity = capacity * codesPerImage
    decoder =
      configuration.isTied
      ? builder.tiedLayers(configuration.decoder, transposing: &encoder)
      : builder.layers(configuration.decoder, name: "decoder", input: configuration.codeShape)
    self.encoder = encoder
    layout = builder.layout
  }
}
