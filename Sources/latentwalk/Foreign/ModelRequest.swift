internal import Autoencoders
internal import ProgramOptions

/// The model that a command is asked for: a run, a model file of this program, or files of others.
struct ModelRequest {
  /// The run, model file, decoder, or file with encoder and decoder.
  var path: String
  /// The encoder's file, where it is another.
  var encoder: String?
  /// The decoder's file, where `path` is the encoder's.
  var decoder: String?
  /// The functions after the layers of a `state_dict`.
  var layers: [AssumedLayers.Function]?
  /// What the decoder gives.
  var output: GraphOutput?
}

extension ModelRequest {
  /// The model of another program; nil where the file is of this one.
  func foreignModel() throws -> ForeignModel? {
    guard encoder != nil || decoder != nil || ForeignModel.isForeign(path) else {
      try refuseForeignOptions()
      return nil
    }
    return try ForeignModel(
      contentsOf: path, encoder: encoder, decoder: decoder, layers: layers, output: output)
  }

  /// Refuses what is said of models of other programs where there is none.
  func refuseForeignOptions() throws(UsageError) {
    let reason = "a run or model of latentwalk says so itself"
    if encoder != nil { throw .unused(option: "--encoder", reason: reason) }
    if decoder != nil { throw .unused(option: "--decoder", reason: reason) }
    if layers != nil { throw .unused(option: "--layers", reason: reason) }
    if output != nil { throw .unused(option: "--decoder-output", reason: reason) }
  }
}

extension OptionList {
  /// What has to be said of a model of another program.
  static var model: OptionList { OptionList(.encoder, .decoder, .layers, .decoderOutput) }
}

extension Option {
  fileprivate static var encoder: Option<String?> {
    Option<String?>(
      "--encoder", .path(), help: "the encoder, where MODEL is an ONNX decoder without one")
  }

  fileprivate static var decoder: Option<String?> {
    Option<String?>("--decoder", .path(), help: "the decoder, where MODEL is an ONNX encoder")
  }

  fileprivate static var layers: Option<[AssumedLayers.Function]?> {
    Option<[AssumedLayers.Function]?>(
      "--layers", .functions, otherwise: "relu,sigmoid",
      help: "what follows hidden layers and the last in a state_dict, or each in order")
  }

  fileprivate static var decoderOutput: Option<GraphOutput?> {
    Option<GraphOutput?>(
      "--decoder-output", .choice, otherwise: "as its last operation says",
      help: "what MODEL's decoder gives: before a sigmoid, 0 to 1, or -1 to 1")
  }
}

extension OptionValue<[AssumedLayers.Function]> {
  /// Activations after one another.
  fileprivate static var functions: Self {
    Self(
      "F,F",
      expected: "activations as in relu,sigmoid, of "
        + AssumedLayers.Function.allCases.map(\.rawValue).joined(separator: ", "),
      parse: { text in
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let functions = words.compactMap { AssumedLayers.Function(rawValue: $0.lowercased()) }
        return functions.count == words.count ? functions : nil
      },
      text: { $0.map(\.rawValue).joined(separator: ",") })
  }
}

extension Arguments {
  /// The model of the first operand, or of `path`.
  func modelRequest(_ path: String? = nil) throws(UsageError) -> ModelRequest {
    let request = ModelRequest(
      path: path ?? operand, encoder: self[.encoder], decoder: self[.decoder],
      layers: self[.layers], output: self[.decoderOutput])
    if request.encoder != nil {
      try refuse(.decoder, because: "MODEL is the decoder where --encoder is given")
    }
    return request
  }
}

extension Arguments {
  /// The model of the first operand; what was understood of another program's files is said on stderr.
  func storedModel() throws -> StoredModel {
    let stored = try StoredModel(modelRequest())
    for line in stored.card?.lines ?? [] { printError("\(line.name): \(line.value)\n") }
    return stored
  }
}
