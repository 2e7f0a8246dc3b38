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

  public init(
    imageHeight: Int = 28, imageWidth: Int = 28, encoder: [LayerConfiguration], latent: Latent,
    decoder: [LayerConfiguration], likelihood: Likelihood = .bernoulli
  ) {
    self.imageHeight = imageHeight
    self.imageWidth = imageWidth
    self.encoder = encoder
    self.latent = latent
    self.decoder = decoder
    self.likelihood = likelihood
  }

  public var pixelCount: Int { imageHeight * imageWidth }

  /// Width of a code.
  public var latentCount: Int {
    switch latent {
    case .deterministic: encoder.last?.outputCount ?? pixelCount
    case .gaussian(let dimensions): dimensions
    }
  }

  public var isVariational: Bool { latent != .deterministic }
}

/// What stands between encoder and decoder.
public enum Latent: Codable, Equatable, Sendable {
  /// The encoder's output is the code.
  case deterministic
  /// Two linear heads give mean and log-variance of a diagonal Gaussian posterior; the prior is
  /// N(0, I).
  case gaussian(dimensions: Int)
}

/// One layer of a model as a configuration names it.
public enum LayerConfiguration: Codable, Equatable, Sendable {
  case dense(Int, Activation)

  public var outputCount: Int {
    switch self {
    case .dense(let count, _): count
    }
  }

  /// How many modules a PyTorch `Sequential` has for this layer: an activation is one of its own.
  var moduleCount: Int {
    switch self {
    case .dense(_, let activation): activation == .identity ? 1 : 2
    }
  }

  func makeLayer(_ name: String, inputCount: Int, in layout: inout ParameterLayout) -> any Layer {
    switch self {
    case .dense(let count, let activation):
      Dense(name, inputCount: inputCount, outputCount: count, activation: activation, in: &layout)
    }
  }
}

/// Why a configuration describes no model.
public enum ModelConfigurationError: Error, Equatable {
  case emptyLayer
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
    guard (encoder + decoder).allSatisfy({ (1...1 << 20).contains($0.outputCount) }) else {
      throw .emptyLayer
    }
    guard !decoder.isEmpty else { throw .noDecoder }
    guard (1...1 << 16).contains(latentCount) else { throw .latentDimensions(latentCount) }
    let output = decoder.last?.outputCount ?? latentCount
    guard output == pixelCount else {
      throw .decoderOutput(expected: pixelCount, found: output)
    }
  }

  /// The names, shapes and places of all parameters.
  public var layout: ParameterLayout {
    var layout = ParameterLayout()
    _ = makeLayers(in: &layout)
    return layout
  }

  /// The layers of a model and the parameters they need.
  struct Layers {
    let encoder: [any Layer]
    /// The heads of a Gaussian posterior, [mean | log-variance].
    let heads: Dense?
    let decoder: [any Layer]
  }

  func makeLayers(in layout: inout ParameterLayout) -> Layers {
    let encoder = Self.makeLayers(encoder, name: "encoder", inputCount: pixelCount, in: &layout)
    var heads: Dense?
    if case .gaussian(let dimensions) = latent {
      heads = Dense(
        stacked: ["mean", "log_variance"], inputCount: encoder.last?.outputCount ?? pixelCount,
        outputCount: dimensions, activation: .identity, in: &layout)
    }
    return Layers(
      encoder: encoder, heads: heads,
      decoder: Self.makeLayers(decoder, name: "decoder", inputCount: latentCount, in: &layout))
  }

  /// Makes the layers of `list`, called `name.0`, `name.1`, … as PyTorch counts modules.
  private static func makeLayers(
    _ list: [LayerConfiguration], name: String, inputCount: Int, in layout: inout ParameterLayout
  ) -> [any Layer] {
    var width = inputCount
    var module = 0
    return list.map { configuration in
      let layer = configuration.makeLayer("\(name).\(module)", inputCount: width, in: &layout)
      width = configuration.outputCount
      module += configuration.moduleCount
      return layer
    }
  }
}

extension LayerConfiguration {
  /// The layer's width and activation, as in `256relu`.
  public var summary: String {
    switch self {
    case .dense(let count, let activation):
      activation == .identity ? "\(count)" : "\(count)\(activation.rawValue)"
    }
  }
}
