internal import Autoencoders
internal import CursesTerminal
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ProgramOptions
internal import Reproduction

/// A run that cannot be done as asked. Status 1.
enum RunError: Error, Equatable {
  /// The data is not what the run was trained on.
  case differentData(expected: DatasetReference, found: DatasetReference)
  case wrongPixelCount(model: Int, data: Int)
  case wrongCodeLength(option: String, expected: Int, found: Int)
  /// A result is infinite or no number.
  case notANumber
  case tooFewLatents(Int)
  /// No card has a finished run in `folder`.
  case nothingReproduced(folder: String)
  case binaryToTerminal
  case noPrior(command: String)
  case flowPosterior(command: String)
  case windowTooSmall(width: Int, height: Int, neededWidth: Int, neededHeight: Int)
  case alreadyFinished(path: String, epochs: Int)
  case compressedCodes(path: String, CompressedCodesError)
  case codesOfAnotherModel(path: String)
  case noPictures(path: String)
  case animation(files: [String], AnimatedPNGError)
  /// Early stopping ended the run after `epochs` epochs.
  case stoppedEarly(path: String, epochs: Int, best: Int)
  case tooManyHeldOut(data: String, images: Int, heldOut: Int, batchSize: Int)
  case fewerImagesThanBatch(data: String, images: Int, batchSize: Int)
  case codesTooLarge
  case tooFewImages(Int, needed: Int)
  case tooFewNormalImages(data: String, images: Int)
  /// Test images to tell apart of which some are missing.
  case oneKindOfTestImages(data: String, normal: Int, anomalous: Int)
}

/// Where errors become English, those of data in Messages+Datasets.swift: what is wrong with which file
/// or argument, and what to do about it, in one line.
func message(for error: any Error) -> String {
  switch error {
  case let error as UsageError: error.text
  case let error as RunError: error.text
  case let error as DatasetError: error.text
  case let error as RunFolderError: error.text
  case let error as FileError: error.text
  case let error as EngineError: error.text
  case let error as TerminalError: error.text
  case let error as DivergenceError: error.text
  case let error as GaussianMixtureError: error.text
  case let error as ReproductionError: error.text
  default: "\(error)"
  }
}

extension RunError {
  fileprivate var text: String {
    switch self {
    case .differentData(let expected, let found):
      "the run was trained on \(expected.name) (\(expected.trainImages) + \(expected.testImages) "
        + "images, CRC \(hexadecimal(expected.fingerprint))), this is \(found.name) "
        + "(\(found.trainImages) + \(found.testImages), CRC \(hexadecimal(found.fingerprint))); "
        + "give the same data with --data"
    case .wrongPixelCount(let model, let data):
      "the model reads images of \(model) pixels, the data has \(data)"
    case .wrongCodeLength(let option, let expected, let found):
      "\(option) needs \(expected) numbers for this model, \(found) given"
    case .notANumber:
      "a result is infinite or no number; the model's weights are too large, or not finite"
    case .tooFewLatents(let count):
      "a manifold needs two latents, this model has \(count)"
    case .nothingReproduced(let folder):
      "\(folder) holds no finished run of these cards; leave --report out to train them"
    case .noPrior(let command):
      "\(command) needs a variational model; the codes of this one follow no prior"
    case .flowPosterior(let command):
      "\(command) needs a Gaussian posterior; this model's is transformed by a flow"
    case .binaryToTerminal: "will not write binary data to a terminal; give --out FILE"
    case .windowTooSmall(let width, let height, let neededWidth, let neededHeight):
      "the window is \(width)x\(height), the explorer needs \(neededWidth)x\(neededHeight); "
        + "enlarge it, or use --plain"
    case .alreadyFinished(let path, let epochs):
      "the run in \(path) has finished its \(epochs) epochs; give --epochs to train on"
    case .compressedCodes(let path, let error): "\(path): \(error.text)"
    case .codesOfAnotherModel(let path):
      "\(path) holds codes of another model; give the RUN or MODEL that made it"
    case .noPictures(let path):
      "the run in \(path) has no pictures; train with --pictures-every N to have some"
    case .animation(let files, let error):
      switch error {
      case .noFrames: "there are no pictures to join"
      case .notPNG(let frame): "\(files[frame]): is no whole PNG file"
      case .differentHeader(let frame): "\(files[frame]): is not of the size of \(files[0])"
      }
    case .stoppedEarly(let path, let epochs, let best):
      "the run in \(path) stopped early after \(epochs) epochs, none better than epoch \(best); "
        + "train anew with a larger --patience"
    case .tooManyHeldOut(let data, let images, let heldOut, let batchSize):
      "\(data): \(heldOut) of \(images) training images are held out, which leaves fewer than a batch "
        + "of \(batchSize); give a smaller --validation or --batch-size"
    case .fewerImagesThanBatch(let data, let images, let batchSize):
      "\(data): \(images) training images are fewer than a batch of \(batchSize); "
        + "give --batch-size \(images) or less, or more images"
    case .codesTooLarge: "the model's codes are too large to compare; its weights are out of bounds"
    case .tooFewImages(let count, let needed):
      "\(count) images are too few, \(needed) are needed; give a larger --count, other data, or for "
        + "t-SNE a smaller --perplexity"
    case .tooFewNormalImages(let data, let images):
      "\(data): \(images) training images are of normal classes, two or more are needed; give other "
        + "classes with --normal"
    case .oneKindOfTestImages(let data, let normal, let anomalous):
      "\(data): \(normal) test images are normal and \(anomalous) anomalies, both are needed; give other "
        + "classes with --normal"
    }
  }

  private func hexadecimal(_ value: UInt32) -> String { String(value, radix: 16) }
}

extension CompressedCodesError {
  fileprivate var text: String {
    switch self {
    case .notCompressedCodes: "is no file that latentwalk compress wrote"
    case .truncated: "is cut short"
    case .wrongChecksum: "the checksum is wrong; the file is damaged"
    case .malformed: "its header describes no codes"
    case .compressed(let error): error.text
    case .rangeCoded(.truncated): "its codes end too early"
    case .rangeCoded(.corrupt): "its codes are damaged"
    }
  }
}

extension DeflateError {
  var text: String {
    switch self {
    case .truncated(let produced):
      "the compressed data ends too early, after \(produced) bytes came out; fetch the file again"
    case .corrupt(let produced):
      "the compressed data is damaged after \(produced) bytes; fetch the file again"
    case .tooLarge(let limit): "would expand to more than \(limit) bytes"
    }
  }
}

extension FileError {
  var text: String {
    let reason = systemText(code)
    return switch operation {
    case .read: "cannot read \(path): \(reason)"
    case .write: "cannot write \(path): \(reason)"
    case .create: "cannot create the folder \(path): \(reason)"
    }
  }
}

/// The system's words for an error number, as in "No such file or directory".
private func systemText(_ code: Int32) -> String {
  guard let code = POSIXErrorCode(rawValue: code) else { return "error \(code)" }
  let description = POSIXError(code).localizedDescription
  return description.firstRange(of: "completed. ").map { String(description[$0.upperBound...]) }
    ?? description
}

extension RunFolderError {
  fileprivate var text: String {
    switch self {
    case .holdsRun(let path):
      "\(path) already holds a run; give another --out, or --resume to go on with it"
    case .notEmpty(let path): "\(path) is not empty and holds no run; give another --out"
    case .noRun(let path): "\(path) holds no run (no config.json)"
    case .noModel(let path):
      "the run in \(path) has saved no model yet; train --resume --out \(path) goes on with it"
    case .noCheckpoint(let path):
      "the run in \(path) has no checkpoint.safetensors to go on from; give another --out"
    case .file(let error): error.text
    case .safeTensors(let path, let error): "\(path): \(error.text)"
    case .model(let path, let error): "\(path): \(error.text)"
    case .metadata(let path, let error): "\(path): \(error.text)"
    case .training(let path, let error): "\(path): describes no training (\(error))"
    }
  }
}

extension SafeTensorsError {
  fileprivate var text: String {
    switch self {
    case .headerLength: "is no safetensors file, or is cut short"
    case .malformedHeader: "the safetensors header is damaged"
    case .duplicateKey(let key): "the safetensors header names '\(printable(key))' twice"
    case .unknownElement(let element, let tensor):
      "tensor \(printable(tensor)) has the unknown type '\(printable(element))'"
    case .wrongSize(let tensor, let expected, let found):
      "tensor \(printable(tensor)) should take \(expected) bytes and takes \(found)"
    case .notContiguous(let tensor):
      (tensor.map { "tensor \(printable($0)) does not follow the one before" }
        ?? "the tensors do not fill the file") + "; the file is damaged"
    }
  }
}

extension ModelFileError {
  fileprivate var text: String {
    switch self {
    case .noConfiguration: "was not written by latentwalk: its metadata has no model description"
    case .metadata(let key, let error): "\(key) in its metadata: \(error.text)"
    case .unknownMetadata(let key):
      "\(printable(key)) in its metadata means nothing to this version; update latentwalk"
    case .invalidConfiguration(let error): "the model description makes no model (\(error))"
    case .missingTensor(let name): "tensor \(printable(name)) is missing"
    case .unexpectedTensor(let name): "tensor \(printable(name)) belongs to no layer of the model"
    case .wrongShape(let tensor, let expected, let found):
      "tensor \(printable(tensor)) has shape \(found), the model needs \(expected)"
    case .wrongElement(let tensor, let found):
      "tensor \(printable(tensor)) is of type \(printable(found)), F32 is needed"
    case .notFinite(let tensor): "tensor \(printable(tensor)) has values that are not finite"
    case .otherModel: "is of another model than the run's config.json describes"
    case .impossiblePosition(let position):
      "claims epoch \(position.epoch), batch \(position.batch) and step \(position.step), which do not "
        + "fit together; it is damaged, start a new run"
    }
  }
}

extension EngineError {
  fileprivate var text: String {
    switch self {
    case .unknownKernels(let name, let known):
      "LATENTWALK_KERNELS='\(name)' is not one of \(known.joined(separator: ", "))"
    case .unsupportedKernels(let name):
      "this processor cannot run the \(name) kernels that LATENTWALK_KERNELS asks for"
    case .threads(let count): "cannot start \(count) threads"
    }
  }
}

extension TerminalError {
  fileprivate var text: String {
    switch self {
    case .notATerminal:
      "the explorer needs a terminal; use train --plain, or render, where there is none"
    case .unusable(let term):
      "TERM='\(printable(term))' names no terminal a screen can be drawn on; "
        + "set TERM, or use --plain"
    }
  }
}

extension ObjectiveError {
  var text: String {
    switch self {
    case .penaltyOfPosterior: "its codes are sampled, and no penalty is on them"
    case .contractionOfLayers: "the Jacobian is known in closed form for one dense layer only"
    case .activationOfUnits: "its code is not of sigmoid units, which have a mean activation"
    case .noPosterior: "it has no posterior"
    case .notGaussian: "its posterior is no plain Gaussian"
    case .constraintOfBound: "the importance-weighted bound has no KL term to constrain"
    }
  }
}

extension DivergenceError {
  fileprivate var text: String {
    let part =
      !loss.reconstruction.isFinite ? "reconstruction" : !loss.kl.isFinite ? "KL" : "total"
    return "training diverged: the \(part) loss became infinite or no number "
      + "at step \(step); the last checkpoint, if there is one, is kept; try a smaller --learning-rate"
  }
}

extension GaussianMixtureError {
  fileprivate var text: String {
    switch self {
    case .tooFewCodes(let count, let needed):
      "\(count) training images are too few for so many normal distributions, which need \(needed); "
        + "give a smaller --mixture"
    case .tooManyDimensions(let dimensions, let limit):
      "codes of \(dimensions) values are too wide for a mixture, which takes up to \(limit)"
    case .tooLarge: RunError.codesTooLarge.text
    }
  }
}

extension ReproductionError {
  fileprivate var text: String {
    switch self {
    case .otherData(let path, let dataset):
      "\(path) holds a run on other data, \(dataset); give another --out"
    }
  }
}
