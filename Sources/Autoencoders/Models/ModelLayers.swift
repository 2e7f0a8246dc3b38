/// The layers of a model, and the places of their parameters.
struct ModelLayers {
  private(set) var encoder: [any Layer] = []
  /// The heads of a Gaussian posterior, [mean | log-variance], and a flow's context behind them.
  private(set) var heads: Dense?
  private(set) var flow: [MaskedAutoregression] = []
  private(set) var decoder: [any Layer] = []
  private(set) var layout = ParameterLayout()
  private var openSkips: [SkipConnection] = []
  private let capacity: Int

  /// - Parameters:
  ///   - capacity: images at a time.
  ///   - codesPerImage: codes of each image at a time.
  init(_ configuration: ModelConfiguration, capacity: Int, codesPerImage: Int = 1) {
    self.capacity = capacity
    encoder = makeLayers(
      configuration.encoder, name: "encoder", input: configuration.imageShape, capacity: capacity)
    makeLatent(configuration)
    if configuration.isTied {
      makeTiedDecoder(configuration.decoder)
    } else {
      decoder = makeLayers(
        configuration.decoder, name: "decoder", input: configuration.codeShape,
        capacity: capacity * codesPerImage)
    }
  }

  /// Brings parameters that were drawn at random into the layers' forms.
  func prepare(_ parameters: FloatBuffer) {
    for layer in encoder + decoder { layer.prepare(parameters) }
    for step in flow { step.prepare(parameters) }
  }

  private mutating func makeLatent(_ configuration: ModelConfiguration) {
    guard let dimensions = configuration.latent.dimensions else { return }
    var names = ["mean", "log_variance"]
    var flowSteps = (count: 0, hidden: 0)
    if case .autoregressiveFlow(_, let steps, let hidden) = configuration.latent {
      names.append("context")
      flowSteps = (steps, hidden)
    }
    heads = Dense(
      stacked: names, inputCount: configuration.featureShape.count, outputCount: dimensions,
      activation: .identity, in: &layout)
    flow = (0..<flowSteps.count).map { step in
      MaskedAutoregression(
        "flow.\(step)", dimensions: dimensions, hidden: flowSteps.hidden,
        isReversed: step % 2 == 1, in: &layout)
    }
  }

  /// Makes the layers of `list`, called `name.0`, `name.1`, … as PyTorch counts modules.
  private mutating func makeLayers(
    _ list: [LayerConfiguration], name: String, input: FeatureShape, capacity: Int
  ) -> [any Layer] {
    var shape = input
    var module = 0
    var layers: [any Layer] = []
    for configuration in list {
      layers.append(
        makeLayer(configuration, "\(name).\(module)", input: shape, capacity: capacity))
      shape = configuration.outputShape(for: shape) ?? shape
      module += configuration.moduleCount
    }
    return layers
  }

  private mutating func makeLayer(
    _ configuration: LayerConfiguration, _ name: String, input: FeatureShape, capacity: Int
  ) -> any Layer {
    switch configuration {
    case .skip:
      let connection = SkipConnection(input, capacity: capacity)
      openSkips.append(connection)
      return SkipStart(connection: connection)
    case .join:
      guard let connection = openSkips.popLast() else {
        preconditionFailure("a join without a skip")
      }
      return SkipEnd(connection: connection, input: input)
    default:
      return configuration.makeLayer(name, input: input, capacity: capacity, in: &layout)
    }
  }

  /// Makes a decoder of the encoder's layers transposed, the last one first.
  private mutating func makeTiedDecoder(_ list: [LayerConfiguration]) {
    var module = 0
    for (index, configuration) in zip(encoder.indices.reversed(), list) {
      guard var mirrored = encoder[index] as? Dense, case .dense(_, let activation) = configuration
      else { preconditionFailure("tied layers that are not dense") }
      mirrored.sharesWeights = true
      encoder[index] = mirrored
      decoder.append(
        TiedDense(
          "decoder.\(module)", transposing: mirrored, activation: activation, in: &layout))
      module += configuration.moduleCount
    }
  }
}
