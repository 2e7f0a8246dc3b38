internal import FileFormats

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
    let (decoding, kind, evidence) = try Self.decoder(decoder, output)
    let latents = decoding.inputCount
    guard latents < decoding.outputCount else {
      throw .noDecoder(file: decoder.file, input: latents, output: decoding.outputCount)
    }
    let size = try Self.imageSize(decoding, decoder.file)
    var posterior = ForeignModelCard.Posterior.noEncoder
    // Without an encoder it stands for one, and gives no image a code but the origin.
    var encoding = LayerConfiguration.dense(1, .identity)
    if let encoder {
      let (graph, found) = try Self.encoder(encoder, latents: latents, size, of: kind)
      (encoding, posterior) = (.graph(graph), found)
    }
    snapshot = Self.snapshot(
      size, encoder: encoding, posterior == .code ? .deterministic : .gaussian(dimensions: latents),
      decoding, passesStatistics: posterior == .meanAndLogVariance)
    card = ForeignModelCard(
      decoder: decoder.file, encoder: encoder?.file, latentCount: latents,
      imageHeight: size.height, imageWidth: size.width, posterior: posterior, output: kind,
      evidence: evidence, layers: layers)
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
      return (graph.output(as: output), output, given == nil ? .lastOperation : .given)
    }
    let range = (values.min() ?? 0)...(values.max() ?? 0)
    // Regressed pixels overshoot a little; logits of black are far below.
    let output = range.lowerBound > -0.75 && range.upperBound < 1.75 ? GraphOutput.means : .logits
    return (graph.output(as: output), output, .range(range))
  }

  /// Height and width of what a decoder gives: as its output has them, or those of a square.
  private static func imageSize(
    _ graph: ModelGraph, _ file: String
  ) throws(ForeignModelError) -> (height: Int, width: Int) {
    let shape = graph.outputShapes.first ?? []
    let pixels = graph.outputCount
    switch shape.count {
    case 3:
      // Channels first, as PyTorch has them, or last, as Keras has.
      if shape[0] == 1 { return (shape[1], shape[2]) }
      if shape[2] == 1 { return (shape[0], shape[1]) }
      throw .channels(file: file, min(shape[0], shape[2]))
    case 2: return (shape[0], shape[1])
    default:
      let side = Int(Double(pixels).squareRoot().rounded())
      guard side * side == pixels else { throw .unknownImageSize(file: file, pixels: pixels) }
      return (side, side)
    }
  }

  /// The encoder's outputs that are a code, or mean and log-variance of a posterior; others are left out, a sample
  /// for one.
  private static func encoder(
    _ encoder: ForeignPart, latents: Int, _ size: (height: Int, width: Int),
    of output: GraphOutput
  ) throws(ForeignModelError) -> (ModelGraph, ForeignModelCard.Posterior) {
    let row = [1, size.height, size.width]
    func graph(_ count: Int) throws(ForeignModelError) -> ModelGraph {
      try encoder.graph(
        Array(encoder.outputs.prefix(count)), rowShape: row, as: .encoder(of: output))
    }
    let first = try graph(1)
    guard first.inputCount == size.height * size.width else {
      throw .differentImages(encoder: first.inputCount, decoder: size.height * size.width)
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
    _ size: (height: Int, width: Int), encoder: LayerConfiguration, _ latent: Latent,
    _ decoding: ModelGraph, passesStatistics: Bool
  ) -> ModelSnapshot {
    let configuration = ModelConfiguration(
      imageHeight: size.height, imageWidth: size.width, encoder: [encoder], latent: latent,
      decoder: [.graph(decoding)])
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
