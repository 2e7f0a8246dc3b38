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
  /// The decoder's layers have the encoder's weights, transposed, the last layer's first.
  public var tiesWeights: Bool?

  public init(
    imageHeight: Int = 28, imageWidth: Int = 28, encoder: [LayerConfiguration], latent: Latent,
    decoder: [LayerConfiguration], likelihood: Likelihood = .bernoulli,
    corruption: Corruption? = nil, binarization: Binarization? = nil, tiesWeights: Bool? = nil
  ) {
    self.imageHeight = imageHeight
    self.imageWidth = imageWidth
    self.encoder = encoder
    self.latent = latent
    self.decoder = decoder
    self.likelihood = likelihood
    self.corruption = corruption
    self.binarization = binarization
    self.tiesWeights = tiesWeights
  }

  public var pixelCount: Int { imageHeight * imageWidth }
  public var imageShape: FeatureShape {
    FeatureShape(height: imageHeight, width: imageWidth, channels: 1)
  }

  /// What the encoder's last layer gives: the code, or the features that the posterior's heads read.
  var featureShape: FeatureShape { Self.outputShape(of: encoder, for: imageShape) ?? imageShape }

  /// What the decoder reads: a code, which may still be an image of several channels.
  public var codeShape: FeatureShape {
    latent.dimensions.map(FeatureShape.vector) ?? featureShape
  }

  /// Width of a code.
  public var latentCount: Int { codeShape.count }

  public var isVariational: Bool { latent != .deterministic }
  var isTied: Bool { tiesWeights ?? false }

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
  /// The heads give mean and s, codes are mean + `noise` · exp(s) · ε, and the objective's KL term takes s
  /// for a log-variance: the mixture of log σ and log σ² that two sources print.
  case logDeviation(dimensions: Int, noise: Float)
  /// A Gaussian transformed by `steps` steps of an inverse autoregressive flow, each by a network of `hidden`
  /// units.
  case autoregressiveFlow(dimensions: Int, steps: Int, hidden: Int)

  /// Width of a sampled code.
  public var dimensions: Int? {
    switch self {
    case .deterministic: nil
    case .gaussian(let dimensions), .logDeviation(let dimensions, _),
      .autoregressiveFlow(let dimensions, _, _):
      dimensions
    }
  }

  /// The posterior is more than a Gaussian.
  public var hasFlow: Bool {
    if case .autoregressiveFlow = self { true } else { false }
  }

  /// Posteriors are what mean and log-variance say.
  public var isGaussian: Bool { self != .deterministic && !hasFlow }

  /// What it is, in a few words.
  public var summary: String {
    switch self {
    case .deterministic: "deterministic code, no prior"
    case .gaussian: "Gaussian posterior, prior N(0, I)"
    case .logDeviation(_, let noise):
      "Gaussian posterior of deviation \(noise) exp(s), prior N(0, I)"
    case .autoregressiveFlow(_, let steps, _):
      "Gaussian transformed by \(steps) autoregressive steps, prior N(0, I)"
    }
  }

  var scale: PosteriorScale {
    if case .logDeviation(_, let noise) = self { .logDeviation(noise: noise) } else { .logVariance }
  }
}

/// Why a configuration describes no model.
public enum ModelConfigurationError: Error, Equatable {
  /// A layer that gives nothing, is too large, or cannot take what the one before it gives.
  case layer(LayerConfiguration)
  case noDecoder
  case imageSize(height: Int, width: Int)
  case latentDimensions(Int)
  /// A flow of no step, or of none or too many hidden units.
  case flow(steps: Int, hidden: Int)
  /// Noise of a posterior that is not above zero.
  case posteriorNoise(Float)
  /// A deviation of pixels that is not above zero.
  case likelihood(Likelihood)
  /// Noise below zero, or on more than all pixels.
  case corruption(Corruption)
  /// A decoder whose layers are not the encoder's, transposed, but is to have their weights.
  case tiedLayers
  /// A join that finds no skip connection of its size, or a skip connection that ends nowhere.
  case skipConnections
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
    try validateLatent()
    let output = try Self.validate(decoder, from: isVariational ? codeShape : features)
    guard output.count == pixelCount else {
      throw .decoderOutput(expected: pixelCount, found: output.count)
    }
    if isTied, !hasMirroredLayers { throw .tiedLayers }
    try validateSkips()
    if case .gaussian(let deviation) = likelihood, !(deviation > 0) {
      throw .likelihood(likelihood)
    }
    if let corruption, !corruption.isPossible { throw .corruption(corruption) }
  }

  private func validateLatent() throws(ModelConfigurationError) {
    if let dimensions = latent.dimensions {
      guard (1...1 << 16).contains(dimensions),
        featureShape.count * dimensions <= Self.parameterLimit
      else { throw .latentDimensions(dimensions) }
    }
    switch latent {
    case .deterministic, .gaussian: break
    case .logDeviation(_, let noise):
      guard noise > 0, noise.isFinite else { throw .posteriorNoise(noise) }
    case .autoregressiveFlow(let dimensions, let steps, let hidden):
      guard (1...64).contains(steps), (1...1 << 14).contains(hidden),
        steps * hidden * dimensions <= Self.parameterLimit
      else { throw .flow(steps: steps, hidden: hidden) }
    }
  }

  /// The code is the encoder's output, and the decoder has the encoder's layers, all dense, the other way
  /// round.
  var hasMirroredLayers: Bool {
    let widths = [pixelCount] + encoder.map(\.denseCount)
    return !isVariational && !widths.contains(0)
      && decoder.map(\.denseCount) == widths.dropLast().reversed()
  }

  private func validateSkips() throws(ModelConfigurationError) {
    var open: [FeatureShape] = []
    for (layers, start) in [(encoder, imageShape), (decoder, codeShape)] {
      var shape = start
      for layer in layers {
        if layer == .skip { open.append(shape) }
        if case .join(let channels) = layer {
          let expected = FeatureShape(height: shape.height, width: shape.width, channels: channels)
          guard open.popLast() == expected else { throw .skipConnections }
        }
        shape = layer.outputShape(for: shape) ?? shape
      }
    }
    guard open.isEmpty else { throw .skipConnections }
  }

  /// Of one layer; in floats a gigabyte.
  private static let parameterLimit = 1 << 28

  private static func validate(
    _ layers: [LayerConfiguration], from input: FeatureShape
  ) throws(ModelConfigurationError) -> FeatureShape {
    var shape = input
    for layer in layers {
      guard let next = layer.outputShape(for: shape), (1...1 << 20).contains(next.count),
        layer.parameterBound(from: shape, to: next) <= parameterLimit
      else { throw .layer(layer) }
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
  public var layout: ParameterLayout { ModelLayers(self, capacity: 0).layout }
}
