/// Everything that decides what a model computes; with the parameters it is the model.
public struct ModelConfiguration: Codable, Equatable, Sendable {
  /// Height and width of an image.
  public var imageHeight: Int
  public var imageWidth: Int
  /// From the image to the code, or to the features that the posterior's heads read.
  public var encoder: [LayerConfiguration]
  public var latent: Latent
  /// From the code to one logit a pixel.
  public var decoder: [LayerConfiguration]
  public var likelihood: Likelihood
  /// What a denoising model does to the images it is fed; its target stays clean.
  public var corruption: Corruption?
  /// How pixels are made black or white before anything else, where they are.
  public var binarization: Binarization?

  public init(
    imageHeight: Int = 28, imageWidth: Int = 28, encoder: [LayerConfiguration], latent: Latent,
    decoder: [LayerConfiguration], likelihood: Likelihood = .bernoulli,
    corruption: Corruption? = nil, binarization: Binarization? = nil
  ) {
    self.imageHeight = imageHeight
    self.imageWidth = imageWidth
    self.encoder = encoder
    self.latent = latent
    self.decoder = decoder
    self.likelihood = likelihood
    self.corruption = corruption
    self.binarization = binarization
  }

  public var pixelCount: Int { imageHeight * imageWidth }
  public var imageShape: FeatureShape {
    FeatureShape(height: imageHeight, width: imageWidth, channels: 1)
  }

  /// What the encoder's last layer gives: the code, or the features that the posterior's heads read.
  var featureShape: FeatureShape { Self.outputShape(of: encoder, for: imageShape) ?? imageShape }

  /// What the decoder reads: a code, which may still be an image of several channels.
  public var codeShape: FeatureShape {
    switch latent {
    case .deterministic: featureShape
    case .gaussian(let dimensions): .vector(dimensions)
    }
  }

  /// Width of a code.
  public var latentCount: Int { codeShape.count }

  public var isVariational: Bool { latent != .deterministic }

  /// Width of what `Autoencoder.encode` gives: mean and log-variance of each latent, or the code.
  public var statisticsCount: Int { isVariational ? 2 * latentCount : latentCount }

  /// How many images to work on at once when there are `images`: all of them, or, where layers keep
  /// images of many channels, as many as the processor's cache holds.
  public func capacity(for images: Int) -> Int {
    let imagesInCache = 32
    return (encoder + decoder).contains(where: \.keepsImages) ? min(images, imagesInCache) : images
  }
}

/// What stands between encoder and decoder.
public enum Latent: Codable, Equatable, Sendable {
  /// The encoder's output is the code.
  case deterministic
  /// Two linear heads give mean and log-variance of a diagonal Gaussian posterior; the prior is
  /// N(0, I).
  case gaussian(dimensions: Int)
}

/// Why a configuration describes no model.
public enum ModelConfigurationError: Error, Equatable {
  /// A layer that gives nothing, or cannot take what the one before it gives.
  case layer(LayerConfiguration)
  case noDecoder
  case imageSize(height: Int, width: Int)
  case latentDimensions(Int)
  /// The decoder gives `found` numbers where the image has `expected` pixels.
  case decoderOutput(expected: Int, found: Int)
}

extension ModelConfiguration {
  /// Checks a configuration that came from a file.
  public func validate() throws(ModelConfigurationError) {
    let sizes = 1...4096
    guard sizes.contains(imageHeight), sizes.contains(imageWidth) else {
      throw .imageSize(height: imageHeight, width: imageWidth)
    }
    let features = try Self.validate(encoder, from: imageShape)
    guard !decoder.isEmpty else { throw .noDecoder }
    if case .gaussian(let dimensions) = latent, !(1...1 << 16).contains(dimensions) {
      throw .latentDimensions(dimensions)
    }
    let output = try Self.validate(decoder, from: isVariational ? codeShape : features)
    guard output.count == pixelCount else {
      throw .decoderOutput(expected: pixelCount, found: output.count)
    }
  }

  private static func validate(
    _ layers: [LayerConfiguration], from input: FeatureShape
  ) throws(ModelConfigurationError) -> FeatureShape {
    var shape = input
    for layer in layers {
      guard let next = layer.outputShape(for: shape), (1...1 << 20).contains(next.count) else {
        throw .layer(layer)
      }
      shape = next
    }
    return shape
  }

  private static func outputShape(
    of layers: [LayerConfiguration], for input: FeatureShape
  ) -> FeatureShape? {
    layers.reduce(input) { shape, layer in shape.flatMap { layer.outputShape(for: $0) } }
  }

  /// The names, shapes and places of all parameters.
  public var layout: ParameterLayout {
    var layout = ParameterLayout()
    _ = makeLayers(capacity: 0, in: &layout)
    return layout
  }

  /// The layers of a model and the parameters they need.
  struct Layers {
    let encoder: [any Layer]
    /// The heads of a Gaussian posterior, [mean | log-variance].
    let heads: Dense?
    let decoder: [any Layer]
  }

  /// - Parameter capacity: images at a time.
  func makeLayers(capacity: Int, in layout: inout ParameterLayout) -> Layers {
    let encoder = Self.makeLayers(
      encoder, name: "encoder", input: imageShape, capacity: capacity, in: &layout)
    var heads: Dense?
    if case .gaussian(let dimensions) = latent {
      heads = Dense(
        stacked: ["mean", "log_variance"], inputCount: featureShape.count,
        outputCount: dimensions, activation: .identity, in: &layout)
    }
    return Layers(
      encoder: encoder, heads: heads,
      decoder: Self.makeLayers(
        decoder, name: "decoder", input: codeShape, capacity: capacity, in: &layout))
  }

  /// Makes the layers of `list`, called `name.0`, `name.1`, … as PyTorch counts modules.
  private static func makeLayers(
    _ list: [LayerConfiguration], name: String, input: FeatureShape, capacity: Int,
    in layout: inout ParameterLayout
  ) -> [any Layer] {
    var shape = input
    var module = 0
    return list.map { configuration in
      let layer = configuration.makeLayer(
        "\(name).\(module)", input: shape, capacity: capacity, in: &layout)
      shape = configuration.outputShape(for: shape) ?? shape
      module += configuration.moduleCount
      return layer
    }
  }
}
