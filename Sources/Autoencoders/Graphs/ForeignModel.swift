public import FileFormats

/// A model that another program made, put together of an encoder and a decoder.
public struct ForeignModel: Sendable {
  /// The model as the rest of the library takes it.
  public let snapshot: ModelSnapshot
  /// Whether there is an encoder; without one, images have no codes.
  public let hasEncoder: Bool
  /// What was read out of the files, in a line each.
  public let facts: [String]
}

/// Why files make up no model.
public enum ForeignModelError: Error, Equatable {
  /// A graph that cannot be run.
  case graph(file: String, GraphError)
  /// A graph that gives no image from a code: its input and output widths.
  case noDecoder(file: String, input: Int, output: Int)
  /// An encoder whose outputs are no code of the decoder's width, nor mean and log-variance of one.
  case noEncoder(file: String, outputs: [[Int]], latents: Int)
  /// Images whose height and width cannot be told, for so many pixels.
  case unknownImageSize(file: String, pixels: Int)
  /// An encoder of images of another size than the decoder gives.
  case differentImages(encoder: Int, decoder: Int)
  /// Images of so many channels.
  case channels(file: String, Int)
}

extension ForeignModel {
  /// A model of a decoder, and of an encoder where there is one.
  ///
  /// - Parameters:
  ///   - decoder: a graph from codes to images, by its file's name. Its first output counts.
  ///   - encoder: a graph from images to codes, or to mean and log-variance of their posterior.
  /// - Throws: `ForeignModelError`.
  public init(
    decoder: (file: String, model: ONNXModel), encoder: (file: String, model: ONNXModel)? = nil
  ) throws(ForeignModelError) {
    let outputs = Array(decoder.model.graph.outputs.map(\.name).prefix(1))
    let decoding: ModelGraph
    do {
      decoding = try ModelGraph(
        name: decoder.file, decoder.model, outputs: outputs, isDecoder: true)
    } catch { throw .graph(file: decoder.file, error) }
    let size = try Self.imageSize(decoding, decoder.file)
    let latents = decoding.inputCount
    guard latents < decoding.outputCount else {
      throw .noDecoder(file: decoder.file, input: latents, output: decoding.outputCount)
    }
    var facts = [
      "decoder \(decoder.file): \(latents) latents to \(size.height)x\(size.width), "
        + (decoding.givesMeans ? "means as they are" : "logits before its sigmoid")
    ]
    guard let encoder else {
      let absent = LayerConfiguration.dense(latents, .identity)
      snapshot = Self.snapshot(size, encoder: [absent], .deterministic, decoding)
      (hasEncoder, self.facts) = (false, facts)
      return
    }
    let (encoding, isVariational) = try Self.encoder(encoder, latents: latents, size)
    let name = isVariational ? "mean and log-variance" : "code"
    facts.append("encoder \(encoder.file): \(name) of \(latents) latents")
    snapshot = Self.snapshot(
      size, encoder: [.graph(encoding)],
      isVariational ? .gaussian(dimensions: latents) : .deterministic, decoding)
    (hasEncoder, self.facts) = (true, facts)
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
    _ encoder: (file: String, model: ONNXModel), latents: Int, _ size: (height: Int, width: Int)
  ) throws(ForeignModelError) -> (ModelGraph, isVariational: Bool) {
    let names = encoder.model.graph.outputs.map(\.name)
    let row = [1, size.height, size.width]
    func graph(_ outputs: [String]) throws(ForeignModelError) -> ModelGraph {
      do {
        return try ModelGraph(
          name: encoder.file, encoder.model, outputs: outputs, rowShape: row, isDecoder: false)
      } catch { throw .graph(file: encoder.file, error) }
    }
    let first = try graph(Array(names.prefix(1)))
    guard first.inputCount == size.height * size.width else {
      throw .differentImages(encoder: first.inputCount, decoder: size.height * size.width)
    }
    if first.outputCount == 2 * latents { return (first, true) }
    guard first.outputCount == latents else {
      throw .noEncoder(file: encoder.file, outputs: first.outputShapes, latents: latents)
    }
    guard names.count > 1 else { return (first, false) }
    let both = try graph(Array(names.prefix(2)))
    guard both.outputCount == 2 * latents else {
      throw .noEncoder(file: encoder.file, outputs: both.outputShapes, latents: latents)
    }
    return (both, true)
  }

  /// The model of these parts. Where the encoder gives mean and log-variance, the heads pass them on.
  private static func snapshot(
    _ size: (height: Int, width: Int), encoder: [LayerConfiguration], _ latent: Latent,
    _ decoding: ModelGraph
  ) -> ModelSnapshot {
    let configuration = ModelConfiguration(
      imageHeight: size.height, imageWidth: size.width, encoder: encoder, latent: latent,
      decoder: [.graph(decoding)])
    let layout = configuration.layout
    var parameters = [Float](repeating: 0, count: layout.count)
    if case .gaussian(let dimensions) = latent {
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
