internal import ImageSets

/// Why a configuration describes no model.
public enum ModelConfigurationError: Error, Equatable {
  /// A layer that gives nothing, is too large, or cannot take what the one before it gives, and its place, as in
  /// `encoder[2]`.
  case layer(LayerConfiguration, at: String)
  /// No layer after the code.
  case noDecoder
  /// An image of no pixel, or of more rows or columns than images may have.
  case imageSize(height: Int, width: Int)
  /// An image of neither one channel nor three.
  case imageChannels(Int)
  /// A code of no number, or too wide.
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
  /// The decoder gives `found` numbers where the image has `expected` values.
  case decoderOutput(expected: Int, found: Int)
}

extension ModelConfiguration {
  /// Checks that the configuration describes a model; one that came from a file may not.
  ///
  /// - Throws: `ModelConfigurationError`, with the first part that does not fit.
  public func validate() throws(ModelConfigurationError) {
    let sides = 1...LabeledImages.sideLimit
    guard sides.contains(imageHeight), sides.contains(imageWidth) else {
      throw .imageSize(height: imageHeight, width: imageWidth)
    }
    guard imageChannels == 1 || imageChannels == 3 else { throw .imageChannels(imageChannels) }
    let features = try Self.validate(encoder, "encoder", from: inputShape)
    guard !decoder.isEmpty else { throw .noDecoder }
    try validateLatent()
    let output = try Self.validate(
      decoder, "decoder", from: isVariational ? codeShape : features)
    guard output.count == pixelCount else {
      throw .decoderOutput(expected: pixelCount, found: output.count)
    }
    if isTied, !hasMirroredLayers { throw .tiedLayers }
    guard hasMatchingSkips else { throw .skipConnections }
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
    try latent.specification.check()
  }

  /// Numbers that any file of the model has, some of the latent's not counted: found without making a layer,
  /// which takes memory.
  package var leastParameterCount: Int {
    func count(_ layers: [LayerConfiguration], from input: FeatureShape) -> Int {
      let shapes = [input] + Self.outputShapes(of: layers, for: input)
      return zip(layers, zip(shapes, shapes.dropFirst())).reduce(0) { sum, layer in
        sum + layer.0.specification.parameterCount(from: layer.1.0, to: layer.1.1)
      }
    }
    return count(encoder, from: inputShape) + latent.specification.leastParameterCount
      + (isTied ? 0 : count(decoder, from: codeShape))
  }

  /// Numbers that the layers before or behind the code make of one image at most.
  private static let activationLimit = 1 << 24

  /// Numbers that all layers make of one image.
  package var activationCount: Int {
    let shapes =
      Self.outputShapes(of: encoder, for: inputShape)
      + Self.outputShapes(of: decoder, for: codeShape)
    return shapes.reduce(0) { $0 + $1.count }
  }

  /// Parameters of one layer at most; in floats a gigabyte.
  static let parameterLimit = 1 << 28

  private static func validate(
    _ layers: [LayerConfiguration], _ name: String, from input: FeatureShape
  ) throws(ModelConfigurationError) -> FeatureShape {
    var shape = input
    var numbers = 0
    for (index, layer) in layers.enumerated() {
      let place = "\(name)[\(index)]"
      guard let next = layer.outputShape(for: shape), (1...1 << 20).contains(next.count),
        layer.specification.parameterCount(from: shape, to: next) <= parameterLimit
      else { throw .layer(layer, at: place) }
      numbers += next.count
      guard numbers <= activationLimit else { throw .layer(layer, at: place) }
      shape = next
    }
    return shape
  }
}
