import Autoencoders

/// A model of two latents and images of 1x2 pixels, each the sigmoid of one latent: what is straight among
/// its images is known among its codes.
enum FlatDecoder {
  static func model(capacity: Int = 32) -> Autoencoder {
    let model = Autoencoder(
      ModelConfiguration(
        imageHeight: 1, imageWidth: 2, encoder: [.dense(2, .identity)],
        latent: .gaussian(dimensions: 2), decoder: [.dense(2, .identity)]),
      capacity: capacity, on: makeEngine())
    for parameter in model.namedParameters where parameter.name == "decoder.0.weight" {
      model.parameters.write([1, 0, 0, 1], at: parameter.offset)
    }
    return model
  }
}
