internal import FileFormats
internal import ImageSets

/// A model that another program made, put together of an encoder and a decoder.
public struct ForeignModel: Sendable {
  /// The model as the rest of the library takes it.
  public let snapshot: ModelSnapshot
  /// What was read out of the files, and what was taken for granted.
  public let card: ForeignModelCard
}

extension ForeignModel {
  /// A model of a decoder, and of an encoder where there is one.
  ///
  /// - Parameters:
  ///   - decoder: a graph from codes to images, of which the first output counts.
  ///   - encoder: a graph from images to codes, or to mean and log-variance of their posterior.
  ///   - output: what the decoder gives; nil to tell it from its last operation, or else from its range.
  ///   - layers: what was taken for granted when the graphs were made.
  /// - Throws: `ForeignModelError`.
  package init(
    decoder: ForeignPart, encoder: ForeignPart? = nil, output: GraphOutput? = nil,
    layers: AssumedLayers? = nil
  ) throws(ForeignModelError) {
    let (plain, kind, evidence) = try Self.decoder(decoder, output)
    let latents = plain.inputCount
    guard latents < plain.outputCount || Self.drawsImages(plain) else {
      throw .noDecoder(file: decoder.file, input: latents, output: plain.outputCount)
    }
    let image = try Self.image(plain.outputShapes.first ?? [], decoder.file)
    let sides = 1...LabeledImages.sideLimit
    guard sides.contains(image.shape.height), sides.contains(image.shape.width) else {
      throw .imageSize(
        file: decoder.file, height: image.shape.height, width: image.shape.width)
    }
    let decoding = plain.playing(.decoder(kind, planes: image.planes))
    var posterior = ForeignModelCard.Posterior.noEncoder
    // Without an encoder it stands for one, and gives no image a code but the origin.
    var encoding = LayerConfiguration.dense(1, .identity)
    if let encoder {
      let (graph, found) = try Self.encoder(encoder, latents: latents, image, of: kind)
      (encoding, posterior) = (.graph(graph), found)
    }
    snapshot = Self.snapshot(
      image.shape, encoder: encoding,
      posterior == .code ? .deterministic : .gaussian(dimensions: latents),
      decoding, passesStatistics: posterior == .meanAndLogVariance)
    card = ForeignModelCard(
      decoder: decoder.file, encoder: encoder?.file, latentCount: latents,
      image: image.shape, posterior: posterior, output: kind, evidence: evidence, layers: layers)
  }

  /// The decoder's graph up to its logits, where its last operation is their sigmoid.
  private static func decoder(
    _ part: ForeignPart, _ given: GraphOutput?
  ) throws(ForeignModelError) -> (ModelGraph, GraphOutput, ForeignModelCard.Evidence) {
    let outputs = Array(part.outputs.prefix(1))
    var part = part
    var known: GraphOutput?
    if let name = outputs.first, let last = part.model.graph.numbersNode(of: name) {
      switch part.model.graph.nodes[last].type {
      case "Sigmoid" where given == nil || given == .means:
        part.model.graph.nodes[last].type = "Identity"
        known = .logits
      case "Tanh": known = .signed
      case "Clip", "HardSigmoid": known = .means
      default: break
      }
    }
    let graph = try part.graph(outputs, as: .plain)
    let engine = Engine()
    let codes = Matrix(rows: 16, columns: graph.inputCount)
    engine.fillNormal(
      codes.buffer, count: codes.buffer.count, seed: 0, stream: .prior, step: 0)
    let values = graph.run(codes.floats, on: engine)
    guard values.allSatisfy(\.isFinite) else { throw .notFinite(file: part.file) }
    if let output = given.map({ known == .logits ? .logits : $0 }) ?? known {
      return (graph, output, given == nil ? .lastOperation : .given)
    }
    let range = (values.min() ?? 0)...(values.max() ?? 0)
    // Regressed pixels overshoot a little; logits of black are far below.
    let output = range.lowerBound > -0.75 && range.upperBound < 1.75 ? GraphOutput.means : .logits
    return (graph, output, .range(range))
  }

  /// By its shapes the graph gives images, and of something that is none: codes may be wider than images.
  private static func drawsImages(_ graph: ModelGraph) -> Bool {
    func isImage(_ shape: [Int]) -> Bool {
      shape.count == 3 && [1, 3].contains { $0 == shape[0] || $0 == shape[2] }
    }
    return !isImage(graph.inputShape) && graph.outputShapes.first.map(isImage) ?? false
  }

  /// An image and the order of its channels.
  private struct Image {
    let shape: FeatureShape
    /// Channel stands after channel, as PyTorch has them, and not pixel after pixel, as Keras has.
    let isChannelsFirst: Bool

    /// The shape, where the order has to be turned.
    var planes: FeatureShape? { isChannelsFirst && shape.channels > 1 ? shape : nil }
  }

  /// The image that a decoder's output is: as its shape says, or a square of one channel or three.
  private static func image(_ shape: [Int], _ file: String) throws(ForeignModelError) -> Image {
    let pixels = shape.reduce(1, *)
    func image(_ height: Int, _ width: Int, _ channels: Int, first: Bool) -> Image {
      Image(
        shape: FeatureShape(height: height, width: width, channels: channels),
        isChannelsFirst: first)
    }
    switch shape.count {
    case 3 where shape[0] == 1 || shape[0] == 3:
      return image(shape[1], shape[2], shape[0], first: true)
    case 3 where shape[2] == 1 || shape[2] == 3:
      return image(shape[0], shape[1], shape[2], first: false)
    case 3: throw .channels(file: file, min(shape[0], shape[2]))
    case 2: return image(shape[0], shape[1], 1, first: true)
    default:
      for channels in [1, 3] {
        let side = Int((Double(pixels) / Double(channels)).squareRoot().rounded())
        if side * side * channels == pixels { return image(side, side, channels, first: true) }
      }
      throw .unknownImageSize(file: file, pixels: pixels)
    }
  }

  /// The encoder's outputs that are a code, or mean and log-variance of a posterior; others are left out, a sample
  /// for one.
  private static func encoder(
    _ encoder: ForeignPart, latents: Int, _ image: Image, of output: GraphOutput
  ) throws(ForeignModelError) -> (ModelGraph, ForeignModelCard.Posterior) {
    let shape = image.shape
    func graph(_ count: Int) throws(ForeignModelError) -> ModelGraph {
      let graph = try encoder.graph(
        Array(encoder.outputs.prefix(count)),
        rowShape: image.isChannelsFirst
          ? [shape.channels, shape.height, shape.width]
          : [shape.height, shape.width, shape.channels], as: .plain)
      // A shape of its own says which; else it is as the decoder has it.
      let isFirst =
        graph.inputShape.count == 3 ? graph.inputShape[0] == shape.channels : image.isChannelsFirst
      let read = Image(shape: shape, isChannelsFirst: isFirst)
      return graph.playing(.encoder(of: output, planes: read.planes))
    }
    let first = try graph(1)
    guard first.inputCount == shape.count else {
      throw .differentImages(encoder: first.inputCount, decoder: shape.count)
    }
    if first.outputCount == 2 * latents { return (first, .meanAndLogVariance) }
    guard first.outputCount == latents else {
      throw .noEncoder(file: encoder.file, outputs: first.outputShapes, latents: latents)
    }
    guard encoder.outputs.count > 1 else { return (first, .code) }
    let both = try graph(2)
    guard both.outputCount == 2 * latents else {
      throw .noEncoder(file: encoder.file, outputs: both.outputShapes, latents: latents)
    }
    return (both, .meanAndLogVariance)
  }

  /// The model of these parts.
  ///
  /// - Parameter passesStatistics: the encoder gives mean and log-variance, which the heads pass on.
  private static func snapshot(
    _ image: FeatureShape, encoder: LayerConfiguration, _ latent: Latent,
    _ decoding: ModelGraph, passesStatistics: Bool
  ) -> ModelSnapshot {
    let configuration = ModelConfiguration(
      imageHeight: image.height, imageWidth: image.width, imageChannels: image.channels,
      encoder: [encoder], latent: latent, decoder: [.graph(decoding)])
    let layout = configuration.layout
    var parameters = [Float](repeating: 0, count: layout.count)
    if passesStatistics, let dimensions = latent.dimensions {
      for (first, name) in [(0, "mean.weight"), (dimensions, "log_variance.weight")] {
        guard let head = layout.parameters.first(where: { $0.name == name }) else { continue }
        for latent in 0..<dimensions {
          parameters[head.offset + latent * 2 * dimensions + first + latent] = 1
        }
      }
    }
    return ModelSnapshot(configuration: configuration, parameters: parameters, step: 0)
  }
}
