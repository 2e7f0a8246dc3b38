internal import FileFormats
internal import Foundation

// Images are [batch, channels, height, width]; codes likewise where they are images, else [batch, latents].

extension ModelSnapshot {
  /// The version of the default set of operators that graphs are written in.
  private static let operatorSet = 18

  /// `encoder` from `image` to `mean` and `log_variance`, or to `code`, and `decoder` from `z` to `image`, of means in
  /// [0, 1]. Where skip connections pass by the code, which the decoder by itself has none of, `autoencoder` is both
  /// with them.
  func onnxModels() throws(ExportError) -> [(name: String, model: ONNXModel)] {
    var graphs = [try encoderGraph(), try decoderGraph()]
    if configuration.hasSkips { graphs.append(try autoencoderGraph()) }
    let description: [String: String]
    do { description = try ownMetadata() } catch { throw .metadata(error) }
    return graphs.map { graph in
      (
        graph.name,
        ONNXModel(
          producer: "latentwalk", operatorSet: Self.operatorSet, metadata: description, graph: graph
        )
      )
    }
  }

  private var image: GraphFeatures {
    GraphFeatures(tensor: "image", shape: configuration.imageShape, form: .images)
  }

  private func value(_ name: String, _ shape: FeatureShape, _ form: FeatureForm) -> ONNXValue {
    ONNXValue(name: name, shape: [nil] + form.dimensions(of: shape).map { $0 })
  }

  private var imageValue: ONNXValue { value("image", configuration.imageShape, .images) }

  // MARK: Graphs

  private func encoderGraph() throws(ExportError) -> ONNXGraph {
    var graph = ONNXGraphWriter(self)
    let features = try graph.encode(image, configuration)
    _ = try graph.code(of: features, configuration)
    let names = configuration.isVariational ? ["mean", "log_variance"] : ["code"]
    let shape = configuration.codeShape
    return graph.graph(
      "encoder", from: imageValue,
      to: names.map { value($0, shape, FeatureForm(of: shape)) })
  }

  private func decoderGraph() throws(ExportError) -> ONNXGraph {
    var graph = ONNXGraphWriter(self)
    graph.carriesSkips = false
    let shape = configuration.codeShape
    let code = GraphFeatures(tensor: "z", shape: shape, form: FeatureForm(of: shape))
    try graph.decode(code, configuration, as: "image")
    return graph.graph("decoder", from: value("z", shape, code.form), to: [imageValue])
  }

  private func autoencoderGraph() throws(ExportError) -> ONNXGraph {
    var graph = ONNXGraphWriter(self)
    let features = try graph.encode(image, configuration)
    let code = try graph.code(of: features, configuration)
    let output = "reconstruction"
    try graph.decode(code, configuration, as: output)
    return graph.graph(
      "autoencoder", from: imageValue, to: [value(output, configuration.imageShape, .images)])
  }
}

extension ONNXGraphWriter {
  fileprivate mutating func encode(
    _ image: GraphFeatures, _ model: ModelConfiguration
  ) throws(ExportError) -> GraphFeatures {
    var input = image
    if model.inputShape != model.imageShape {
      input = GraphFeatures(tensor: vectors(image), shape: model.inputShape, form: .vectors)
    }
    return try features(behind: model.placedEncoder, from: input)
  }

  /// Appends what gives `code`, or `mean` and `log_variance`.
  ///
  /// - Returns: the code, which is the posterior's mean where there is one.
  fileprivate mutating func code(
    of features: GraphFeatures, _ model: ModelConfiguration
  ) throws(ExportError) -> GraphFeatures {
    let form = FeatureForm(of: model.codeShape)
    let code: String
    switch model.latent {
    case .deterministic:
      let tensor = form == .vectors ? vectors(features) : images(features)
      code = add("Identity", tensor, as: "code")
    case .gaussian:
      let read = vectors(features)
      code = dense("mean", read, as: "mean")
      _ = dense("log_variance", read, as: "log_variance")
    case .logDeviation(_, let noise):
      let read = vectors(features)
      code = dense("mean", read, as: "mean")
      let scaled = add("Add", dense("log_variance", read), constant(log(noise)))
      _ = add("Mul", scaled, constant(2), as: "log_variance")
    case .autoregressiveFlow: throw .flow
    }
    return GraphFeatures(tensor: code, shape: model.codeShape, form: form)
  }

  /// Appends what gives the mean image of a code.
  fileprivate mutating func decode(
    _ code: GraphFeatures, _ model: ModelConfiguration, as output: String
  ) throws(ExportError) {
    let logits = try features(behind: model.placedDecoder, from: code)
    _ = mean(of: model.likelihood, images(logits, of: model.imageShape), as: output)
  }
}
