internal import Autoencoders
internal import Datasets
internal import FileFormats

/// A run that cannot be done as asked. Status 1.
enum RunError: Error, Equatable {
  /// The data is not what the run was trained on.
  case differentData(expected: DatasetReference, found: DatasetReference)
  /// The model reads images of another shape than the data has.
  case wrongImageShape(model: FeatureShape, data: FeatureShape)
  /// Classes were asked for by a name that none of them has.
  case unknownClass(String, data: String, known: [String])
  /// No mirror has a data set; what was wrong with the last.
  case notFetched(dataset: String, MirrorFault?)
  case wrongCodeLength(option: String, expected: Int, found: Int)
  case tooFewLatents(Int)
  /// No card has a finished run in `folder`.
  case nothingReproduced(folder: String)
  case binaryToTerminal
  /// The folder for runs that are given none cannot be used.
  case noPlaceForRuns(FileError)
  case noPrior(command: String)
  /// A model of another program without an encoder.
  case noEncoder(path: String)
  /// A file of arrays none of which holds codes of so many latents.
  case noCodes(file: String, shapes: [[Int]], latents: Int)
  case codesNotFinite(file: String)
  case noLabels(file: String)
  case flowPosterior(command: String)
  /// A model that another program cannot have.
  case notExported(path: String, ExportError)
  /// A model that comes with the program and is in none of the places where it is looked for.
  case noShippedModel(name: String, searched: [String], variable: String)
  /// A model file that says nothing of its training, which a card would tell of.
  case noTraining(path: String)
  case windowTooSmall(width: Int, height: Int, neededWidth: Int, neededHeight: Int)
  case alreadyFinished(path: String, epochs: Int)
  case compressedCodes(path: String, CompressedCodesError)
  case codesOfAnotherModel(path: String)
  case noPictures(path: String)
  case animation(files: [String], AnimatedPNGError)
  /// Early stopping ended the run after `epochs` epochs.
  case stoppedEarly(path: String, epochs: Int, best: Int)
  /// The run diverged with every learning rate that it tried; the next one may do, nil where a plan says the rate.
  case diverged(path: String, DivergenceError, nextRate: Float?)
  case tooManyHeldOut(data: String, images: Int, heldOut: Int, batchSize: Int)
  case fewerImagesThanBatch(data: String, images: Int, batchSize: Int)
  case codesTooLarge
  /// Fewer images than a map takes, of those that the data has; `perplexity` is the greatest that they are enough
  /// for, nil where none is.
  case tooFewImages(Int, needed: Int, available: Int, perplexity: Int?)
  /// A path over the codes of fewer than two images.
  case noPathOverImages(Int)
  case tooFewNormalImages(data: String, images: Int)
  /// A run that a sweep's plan says the name and the epochs of.
  case runOfSweep(task: Int, sweep: String)
  /// A run's new name that no folder can have.
  case badRunName(String)
  /// A run's new name that another one has.
  case runNameTaken(String)
  /// Several runs' names begin with what was given.
  case severalRuns(name: String, runs: [String], folder: String)
  /// Test images to tell apart of which some are missing.
  case oneKindOfTestImages(data: String, normal: Int, anomalous: Int)
}
