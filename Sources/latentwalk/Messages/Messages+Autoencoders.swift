internal import Autoencoders
internal import Explorer
internal import FileFormats
internal import Foundation
internal import ProgramOptions
internal import TerminalUI

extension EngineError: Explainable {
  var message: String {
    switch self {
    case .unknownKernels(let name, let known):
      "LATENTWALK_KERNELS='\(name)' is not one of \(known.joined(separator: ", "))"
    case .unsupportedKernels(let name):
      "this processor cannot run the \(name) kernels that LATENTWALK_KERNELS asks for"
    case .threads(let count): "cannot start \(count) threads"
    }
  }
}

extension CodeGraphError: Explainable {
  var message: String {
    switch self {
    case .disconnected(let reached, let count):
      "no path along the data: from the code of --from, neighbors lead to \(reached) of \(count) codes, "
        + "and not to --to; give another --path"
    }
  }
}

extension ModelConfigurationError: Explainable {
  var message: String {
    switch self {
    case .layer(let layer, _): "the layer \(layer.summary) does not fit here"
    case .noDecoder: "it has no decoder"
    case .imageSize(let height, let width):
      "images of \(height)x\(width) cannot be read; they have from 1 to 128 rows and columns"
    case .imageChannels(let channels):
      "images of \(channels) channels cannot be read; they have 1, gray, or 3, red, green and blue"
    case .latentDimensions(let count): "\(count) latents are too few or too many"
    case .flow(let steps, let hidden):
      "a flow of \(steps) steps and \(hidden) hidden units cannot be"
    case .posteriorNoise(let noise): "posterior noise of \(noise) is not above zero"
    case .likelihood(let likelihood): "the likelihood has no deviation above zero: \(likelihood)"
    case .corruption(let corruption):
      "the noise is neither a share nor a standard deviation: \(corruption)"
    case .tiedLayers: "its decoder is to have the encoder's weights and does not mirror its layers"
    case .skipConnections: "a skip connection ends nowhere, or where its size does not fit"
    case .decoderOutput(let expected, let found):
      "the decoder gives \(found) numbers where an image has \(expected)"
    }
  }
}

extension TrainingConfigurationError: Explainable {
  var message: String {
    switch self {
    case .counts: "a number of epochs, images or samples is none, or too large"
    case .rate: "a rate is below zero, or its schedule has no epochs"
    case .weights: "a weight of the objective is below zero"
    case .objective(let error): error.message
    case .pretraining: "the pre-training has no epochs or steps, or does not fit the layers"
    case .earlyStopping: "early stopping has no patience, or no held-out images"
    case .shards(let count):
      "batches are cut into a power of two of shards, up to \(TrainingConfiguration.shardLimit), and not into \(count)"
    case .shardsOfBatchMean(let mean):
      "the objective has \(mean.summary) over the whole batch, which its shards do not know; leave --shards out"
    case .processes(let count, let shards):
      "\(count) processes cannot share a batch of \(counted(shards, "shard")): their number is "
        + "a power of two that divides that of --shards"
    case .memory(let bytes, let limit):
      "layers and batch take \(bytes.map { "\(byteText($0)) of memory" } ?? "more memory than can be counted"), "
        + "and a run may take \(byteText(limit)); give fewer or smaller layers, a smaller batch, or fewer samples"
    }
  }
}

extension BatchMean {
  fileprivate var summary: String {
    switch self {
    case .activation: "a penalty on the mean activation of each unit"
    case .divergence: "a constraint on the mean KL"
    }
  }
}

extension PresetFileError: Explainable {
  var message: String {
    switch self {
    case .file(let error): error.message
    case .syntax(let path, let line, let column):
      "\(path): is not valid JSON at line \(line), column \(column)"
    case .metadata(let path, let error): "\(path): \(error.message)"
    case .model(let path, let error): "\(path): model.\(error.path): \(error.message)"
    case .training(let path, let error): "\(path): training.\(error.path): \(error.message)"
    }
  }
}

extension PresetSizesError: Explainable {
  var message: String {
    switch self {
    case .otherLayers(let kind): "its layers are not all dense, one is of the kind \(kind)"
    case .tiedWeights: "its decoder has the encoder's weights"
    case .pretrainedLayers: "its layers are trained one after another"
    case .codeOfOtherLayer(let kind): "its code is not a dense layer's, but of the kind \(kind)"
    case .model(let error): error.message
    case .training(let error): error.message
    }
  }
}

extension ObjectiveError: Explainable {
  var message: String {
    switch self {
    case .penaltyOfPosterior: "its codes are sampled, and no penalty is on them"
    case .contractionOfLayers: "the Jacobian is known in closed form for one dense layer only"
    case .activationOfUnits: "its code is not of sigmoid units, which have a mean activation"
    case .noPosterior: "it has no posterior"
    case .notGaussian: "its posterior is not a plain Gaussian"
    case .constraintOfBound: "the importance-weighted bound has no KL term to constrain"
    }
  }
}

extension RunFolderError: Explainable {
  var message: String {
    switch self {
    case .holdsRun(let path):
      "\(path) already holds a run; give another --out, or --resume to go on with it"
    case .holdsRunInUse(let path, let process, let host):
      "\(path) already holds a run, which is in use by \(Self.name(ofProcess: process, on: host)); give another "
        + "--out"
    case .notEmpty(let path): "\(path) is not empty and holds no run; give another --out"
    case .noRun(let path):
      "\(path) holds no run (no config.json); latentwalk explore lists those there are"
    case .noModel(let path):
      "the run in \(path) has saved no model yet; go on with: \(Advice.resume(path).text)"
    case .noEpoch(let path, let epoch, let exact):
      "\(path): keeps no exact weights of epoch \(epoch), "
        + (exact.isEmpty
          ? "nor of any other"
          : "but of \(exact.prefix(12).map(String.init).joined(separator: ", "))"
            + (exact.count > 12 ? ", ..." : ""))
        + "; a run trained with --history all keeps those of every epoch"
    case .noCheckpoint(let path):
      "the run in \(path) has no checkpoint.safetensors to go on from; give another --out"
    case .file(let error): error.message
    case .safeTensors(let path, let error): "\(path): \(error.message)"
    case .model(let path, let error): "\(path): \(error.message)"
    case .configuration(let path, let error): "\(path): \(error.message)\(Self.remedy(for: error))"
    case .metadata(let path, let error): "\(path): \(error.message)\(Self.remedy(for: error))"
    case .training(let path, let error):
      "\(path): describes no training: \(error.message)\(Self.restoring)"
    case .inUse(let path, let process, let host):
      "the run in \(path) is in use by \(Self.name(ofProcess: process, on: host)); end that first, or give "
        + "another --out"
    case .notRescued(let error, let rescue):
      "what was trained since the last checkpoint is lost: \(error.message), nor \(rescue.path): "
        + rescue.shortMessage
    }
  }
}

extension RunFolderError {
  /// What to do about a configuration that cannot be read, where its error does not say so itself.
  private static func remedy(for error: MetadataError) -> String {
    error.saysWhatToDo ? "" : restoring
  }

  private static let restoring = "; restore it from a copy, or start a new run with another --out"

  /// A process, and its machine where that is not this one.
  private static func name(ofProcess process: Int?, on host: String?) -> String {
    let here = ProcessInfo.processInfo.hostName
    let place = host.flatMap { $0 == here ? nil : " on \(printable($0))" } ?? ""
    return (process.map { "process \($0)" } ?? "another process") + place
  }
}

extension MetadataError {
  /// The error's own words end with what to do.
  fileprivate var saysWhatToDo: Bool {
    switch self {
    case .newerVersion, .unknownKey: true
    case .json, .missingKey, .wrongType, .unknownWord, .outOfRange: false
    }
  }
}

extension ModelFileError: Explainable {
  private static let remedy = "; copy the file again from where it came, or train the model anew"

  var message: String {
    switch self {
    case .noConfiguration:
      "was not written by latentwalk: its metadata has no model description; give a run, or a model that latentwalk saved"
    case .metadata(let key, let error):
      "\(key) in its metadata: \(error.message)\(error.saysWhatToDo ? "" : Self.remedy)"
    case .unknownMetadata(let key):
      "\(printable(key)) in its metadata means nothing to this version; update latentwalk"
    case .invalidConfiguration(let error):
      "the metadata describes no valid model: \(error.path): \(error.message)\(Self.remedy)"
    case .tooFewNumbers(let needed, let found):
      "the metadata describes a model of \(needed) numbers or more, and the file holds \(found)\(Self.remedy)"
    case .missingTensor(let name): "tensor \(printable(name)) is missing\(Self.remedy)"
    case .unexpectedTensor(let name):
      "tensor \(printable(name)) belongs to no layer of the model\(Self.remedy)"
    case .invalidCard(let error):
      "latentwalk.card in its metadata: \(error.path): \(error.message)\(Self.remedy)"
    case .wrongShape(let tensor, let expected, let found):
      "tensor \(printable(tensor)) has shape \(found), the model needs \(expected)\(Self.remedy)"
    case .wrongElement(let tensor, let found):
      "tensor \(printable(tensor)) is of type \(printable(found)), F32, F16 or BF16 is needed; save it as float32"
    case .notFinite(let tensor):
      "tensor \(printable(tensor)) has values that are not finite\(Self.remedy)"
    case .otherModel:
      "is of another model than the run's config.json describes; put back the one that belongs to it"
    case .impossiblePosition(let position):
      "claims epoch \(position.epoch), batch \(position.batch) and step \(position.step), which do not "
        + "fit together; it is damaged, start a new run"
    }
  }
}

extension ExportError: Explainable {
  var message: String {
    switch self {
    case .flow:
      "its posterior goes through an autoregressive flow, which no mean and log-variance describe, so its encoder "
        + "cannot be exported; --format npz and safetensors write its parameters"
    case .beyondPrecision(let tensor):
      "tensor \(printable(tensor)) has values that 16 bits cannot hold; leave --precision out"
    case .foreignPart: "was made by another program; its own file is there for others to read"
    case .archive(let error): error.message
    case .metadata(let error): error.message
    }
  }
}

extension DivergenceError: Explainable {
  var message: String {
    let rate = "\(Float(learningRate))"
    let tries =
      attempts == 0 ? "" : ", after \(attempts) returns to a sound epoch with half the rate"
    return "training diverged: \(divergence.summary) with a learning rate of \(rate)\(tries)"
  }
}

extension GaussianMixtureError: Explainable {
  var message: String {
    switch self {
    case .tooFewCodes(let count, let needed):
      "\(count) training images are too few for so many normal distributions, which need \(needed); "
        + "give a smaller --mixture"
    case .tooManyDimensions(let dimensions, let limit):
      "codes of \(dimensions) values are too wide for a mixture, which takes up to \(limit)"
    case .tooLarge: RunError.codesTooLarge.message
    }
  }
}

extension PresetError: Explainable {
  var message: String {
    switch self {
    case .doesNotFit(let preset, let image, let reduction, let fitting):
      "\(preset) makes no images of \(image.imageSummary): "
        + (reduction > 1
          ? "it makes them \(reduction) times smaller and larger again, which takes sides that \(reduction) divides"
          : "its layers are for one shape of image alone")
        + "; take \(fitting.prefix(6).joined(separator: ", "))"
        + (fitting.count > 6 ? " or one of \(fitting.count - 6) others" : "")
    }
  }
}
