internal import Autoencoders
internal import FileFormats
internal import ProgramOptions

extension ForeignModelError: Explainable {
  var message: String {
    switch self {
    case .file(let error): error.message
    case .otherKind(let file, let kind):
      kind == .pickle
        ? "\(file): is a pickle, as old versions of PyTorch write; save it anew with torch.save of 1.6 or later"
        : "\(file): \(kind.words), and holds no model; give a run, or a .safetensors, .onnx or .pt file"
    case .onnx(let file, let error): "\(file): \(error.message)"
    case .torch(let file, let error): "\(file): \(error.message)"
    case .safeTensors(let file, let error): "\(file): \(error.message)"
    case .state(let file, let error): "\(file): \(error.message)"
    case .layers(let file):
      "\(file): stands beside the model and does not name its activations; write "
        + #"{"layers": ["relu", "sigmoid"]} in it, or give --layers"#
    case .graph(let file, let error): "\(file): \(error.message)"
    case .noDecoder(let file, let input, let output):
      "\(file): gives \(output) numbers for \(input), so it is no decoder; give the decoder with --decoder"
    case .noBottleneck(let file):
      "\(file): no code stands between its input and its output; export encoder and decoder apart"
    case .noEncoder(let file, let outputs, let latents):
      "\(file): gives tensors of shape \(Self.list(outputs)), and the decoder takes \(latents) latents; an "
        + "encoder gives \(latents) numbers, or mean and log-variance of \(latents) each"
    case .unknownImageSize(let file, let pixels):
      "\(file): gives \(pixels) pixels, and no image is a square of so many; export it with its images' shape"
    case .imageSize(let file, let height, let width):
      "\(file): gives images of \(height)x\(width); sides from 1 to 128 can be shown, export it for those"
    case .differentImages(let encoder, let decoder):
      "the encoder reads \(encoder) pixels, the decoder gives \(decoder); they are of different models, give two of one"
    case .channels(let file, let count):
      "\(file): gives images of \(count) channels; 1 and 3 can be shown"
    case .notFinite(let file):
      "\(file): gives numbers that are not finite, for codes drawn from N(0, I); its weights are damaged, export or fetch it again"
    }
  }

  private static func list(_ shapes: [[Int]]) -> String {
    shapes.map { "[" + $0.map(String.init).joined(separator: ", ") + "]" }.joined(
      separator: " and ")
  }
}

extension GraphError: Explainable {
  var message: String {
    switch self {
    case .unsupportedOperator(let type, let node):
      "the operator \(printable(type)) of node \(printable(node)) is not known; export the model without it"
    case .unsupported(let what, let node):
      "node \(printable(node)) asks for \(printable(what)), which is not computed here; export the model without it"
    case .random(let type, let node):
      "node \(printable(node)) draws numbers at random (\(printable(type))); export the encoder up to mean and "
        + "log-variance, and the decoder from the code on"
    case .shapes(let shapes, let node):
      "tensors of shape \(shapes.map { "\($0)" }.joined(separator: ", ")) do not fit node \(printable(node)); the "
        + "file is damaged, or was made for other inputs"
    case .missingTensor(let name, let node):
      "nothing gives the tensor \(printable(name)) that node \(printable(node)) reads; the file is damaged, export or fetch it again"
    case .tooLarge(let shape, let node):
      "node \(printable(node)) makes a tensor of shape \(shape), which is too large; export the model for smaller images"
    case .inputs(let names):
      names.isEmpty
        ? "has no input, and a model needs one; export it with its input"
        : "has \(names.count) inputs (\(names.map { printable($0) }.joined(separator: ", "))), and one can be "
          + "given; export encoder and decoder apart"
    case .openInput(let name):
      "leaves the size of its input \(printable(name)) open; export it with every size but the batch's"
    }
  }
}

extension ONNXError: Explainable {
  var message: String {
    switch self {
    case .notONNX: "is not an ONNX model, or is damaged; export it again"
    case .unsupportedOperatorSet(let version):
      "is written in operator set \(version); \(ONNXModel.operatorSets.lowerBound) to "
        + "\(ONNXModel.operatorSets.upperBound) are known, so export it with opset_version=18"
    case .unsupportedElement(let type, let tensor):
      "tensor \(printable(tensor)) has elements of type \(type), which are no numbers that are read here; export the model in float32"
    case .wrongSize(let tensor, let expected, let found):
      "tensor \(printable(tensor)) holds \(found) numbers where its shape says "
        + "\(expected.map { "\($0)" } ?? "more than can be"); the file is damaged, export or fetch it again"
    case .externalData(let tensor, let location):
      "the numbers of tensor \(printable(tensor)) are in \(printable(location)), which is not beside the file, or "
        + "not whole; put it there"
    }
  }
}

extension PyTorchFileError: Explainable {
  var message: String {
    switch self {
    case .zip(let error): error.message
    case .noPickle:
      "is no file of torch.save; TorchScript is not read, so save the model's state_dict()"
    case .pickle(let error): "its data.pkl \(error.message)"
    case .refusedObject(let name):
      "asks for \(printable(name)), which is code and not data, and was not run; save the model's state_dict()"
    case .noStateDictionary: "holds no dictionary of tensors; save the model's state_dict()"
    case .wrongTensor(let name):
      "tensor \(printable(name)) reaches beyond its numbers; the file is damaged, save or fetch it again"
    case .unsupportedElement(let type, let tensor):
      "tensor \(printable(tensor)) is kept as \(printable(type)), which is not read; save it as float32"
    }
  }
}

extension PickleError: Explainable {
  var message: String {
    switch self {
    case .truncated: "ends too early; the file is damaged, save or fetch it again"
    case .unknownInstruction(let byte):
      "has an instruction \(byte) that is not read; the file is damaged, save or fetch it again"
    case .malformed:
      "has instructions that do not fit together; the file is damaged, save or fetch it again"
    case .tooLarge:
      "makes more values than such a file has; it is not to be trusted, save the model's state_dict() anew"
    }
  }
}

extension StateDictionaryError: Explainable {
  var message: String {
    switch self {
    case .noLinear(let module, let shape):
      "\(printable(module)) has a weight of shape \(shape), and only dense layers are understood without their "
        + "code; export the model with torch.onnx.export"
    case .unknownTensor(let name):
      "tensor \(printable(name)) belongs to no dense layer; export the model with torch.onnx.export"
    case .element(let type, let tensor):
      "tensor \(printable(tensor)) has elements of type \(printable(type)); save it as float32"
    case .notFinite(let tensor):
      "tensor \(printable(tensor)) has values that are not finite; fetch it again, or train the model anew"
    case .unknownModules(let names):
      names.isEmpty
        ? "holds no layer with a weight; save the model's state_dict()"
        : "the names \(names.prefix(4).map { printable($0) }.joined(separator: ", ")) tell no encoder from a "
          + "decoder; name the parts encoder and decoder, or export the model with torch.onnx.export"
    case .widths(let name, let gives, let next, let reads):
      "\(printable(name)) gives \(gives) numbers and \(printable(next)) after it reads \(reads); export the model "
        + "with torch.onnx.export"
    case .activationCount(let given, let layers):
      "has \(layers) layers; --layers names 2 activations, or \(layers), and not \(given)"
    case .noCode:
      "its layers have no narrowest one between images of the same size; export the model with torch.onnx.export"
    }
  }
}

// MARK: - What was understood

extension ForeignModelCard {
  /// What was read out of the files and what was taken for granted, by name.
  var lines: [(name: String, value: String)] {
    [
      (
        "decoder",
        "\(printable(decoder)): \(latentCount) latents to \(image.height)x\(image.width)\(image.channels == 3 ? " in color" : "")"
      ),
      ("encoder", encoderText), ("pixels", "\(output.words), \(evidence.words)"),
    ] + (posterior == .code ? [] : [("prior", "N(0, I), taken for granted")])
      + (layers.map { [("layers", $0.text)] } ?? [])
  }

  private var encoderText: String {
    let name = encoder.map { printable($0) } ?? ""
    return switch posterior {
    case .noEncoder: "none; --encoder gives one, --codes codes"
    case .code: "\(name): a code"
    case .meanAndLogVariance: "\(name): mean and log-variance of the posterior"
    }
  }
}

extension GraphOutput {
  fileprivate var words: String {
    switch self {
    case .logits: "logits"
    case .means: "0 to 1"
    case .signed: "-1 to 1, read the same by the encoder"
    }
  }
}

extension ForeignModelCard.Evidence {
  fileprivate var words: String {
    switch self {
    case .lastOperation: "as its last operation says"
    case .given: "as --decoder-output says"
    case .range(let range):
      "guessed from values between \(Self.text(range.lowerBound)) and \(Self.text(range.upperBound)); "
        + "--decoder-output says otherwise"
    }
  }

  private static func text(_ value: Float) -> String { "\((value * 100).rounded() / 100)" }
}

extension AssumedLayers {
  fileprivate var text: String {
    let layers = functions.map { "\(printable($0.module)) \($0.function.rawValue)" }
    return layers.joined(separator: ", ")
      + (areGuessed ? "; activations are guessed, --layers says others" : "")
  }
}
