internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ProgramOptions

extension RunError: Explainable {
  var message: String {
    switch self {
    case .differentData(let expected, let found):
      "the run was trained on \(expected.name) (\(expected.trainImages) + \(expected.testImages) "
        + "images, CRC \(hexadecimal(expected.fingerprint))), this is \(found.name) "
        + "(\(found.trainImages) + \(found.testImages), CRC \(hexadecimal(found.fingerprint))); "
        + "give the same data with --data"
    case .wrongImageShape(let model, let data):
      "the model reads images of \(model.imageSummary), the data has \(data.imageSummary); give data of such images with --data"
    case .unknownClass(let name, let data, let known):
      "\(data): has no class '\(printable(name))'\(suggestion(nearest(to: name, in: known))); "
        + (known.isEmpty
          ? "its classes have no names, give their numbers, or names with --names FILE"
          : "its classes are \(known.map(printable).joined(separator: ", "))")
    case .notFetched(let dataset, let fault):
      (fault.map { $0.message(of: dataset) } ?? "\(dataset): no mirror has it")
        + "; try again later, or give your own files with --data"
    case .wrongCodeLength(let option, let expected, let found):
      "\(option) needs \(expected) numbers for this model, \(found) given"
    case .tooFewLatents(let count):
      "a manifold needs two latents, this model has \(count)"
    case .nothingReproduced(let folder):
      "\(folder) holds no finished run of these cards; leave --report out to train them"
    case .noPlaceForRuns(let error): "\(error.message); give the run's folder with --out"
    case .noPrior(let command):
      "\(command) needs a variational model; the codes of this one follow no prior"
    case .noEncoder(let path):
      "\(path): has no encoder, and images have no codes; give it with --encoder"
    case .noCodes(let file, let shapes, let latents):
      "\(file): holds no codes of this model, which are rows of \(latents) numbers; "
        + (shapes.isEmpty
          ? "it holds no arrays"
          : "its arrays have the shapes " + shapes.prefix(8).map { "\($0)" }.joined(separator: ", "))
    case .codesNotFinite(let file):
      "\(file): holds codes that are not finite; leave their rows out"
    case .noLabels(let file):
      "\(file): holds no array that could be labels; save a whole number for each code"
    case .flowPosterior(let command):
      "\(command) needs a Gaussian posterior; this model's is transformed by a flow"
    case .notExported(let path, let error): "\(path): \(error.message)"
    case .binaryToTerminal: "will not write binary data to a terminal; give --out FILE"
    case .noShippedModel(let name, let searched, let variable):
      "\(name), which comes with the program, was not found"
        + (searched.isEmpty ? "" : "; looked in \(searched.joined(separator: ", "))")
        + "; name the folder that holds models/\(name).safetensors with \(variable), or give a run or model file"
    case .noTraining(let path):
      "\(path): says nothing of its training, and safetensors files tell of it; give the run's folder"
    case .windowTooSmall(let width, let height, let neededWidth, let neededHeight):
      "the window is \(width)x\(height), the explorer needs \(neededWidth)x\(neededHeight); "
        + "enlarge it; in any window train --plain trains and render draws the screen"
    case .alreadyFinished(let path, let epochs):
      "the run in \(path) has trained \(counted(epochs, "epoch")) already; give --epochs above \(epochs) to train longer"
    case .compressedCodes(let path, let error): "\(path): \(error.message)"
    case .codesOfAnotherModel(let path):
      "\(path) holds codes of another model; give the RUN or MODEL that made it"
    case .noPictures(let path):
      "the run in \(path) has no pictures; train with --pictures-every N to have some"
    case .animation(let files, let error):
      switch error {
      case .noFrames: error.message
      case .notPNG(let frame): "\(files[frame]): is not a whole PNG file; remove it"
      case .differentHeader(let frame):
        "\(files[frame]): is not of the size of \(files[0]); remove those of another size"
      }
    case .stoppedEarly(let path, let epochs, let best):
      "the run in \(path) stopped early after \(counted(epochs, "epoch")), none better than epoch \(best); "
        + "train anew with a larger --patience"
    case .diverged(let path, let error, let rate):
      error.message
        + (rate.map {
          "; go on from the last sound epoch with: \(Advice.resume(path, learningRate: $0).text)"
        } ?? "")
    case .tooManyHeldOut(let data, let images, let heldOut, let batchSize):
      "\(data): holding out \(heldOut) of \(counted(images, "training image")) leaves fewer than a batch "
        + "of \(batchSize); give a smaller --validation or --batch-size"
    case .fewerImagesThanBatch(let data, let images, let batchSize):
      "\(data): \(countedSubject(images, "training image")) fewer than a batch of \(batchSize); "
        + "give \(atMost("--batch-size", images, least: 1)), or more images"
    case .codesTooLarge: "the model's codes are too large to compare; its weights are out of bounds"
    case .tooFewImages(let count, let needed, let available, let perplexity):
      "\(countedSubject(count, "image")) too few, \(needed) are needed; give "
        + [
          available >= needed ? "--count \(needed) or more" : nil,
          perplexity.map { atMost("--perplexity", $0, least: 2) },
          available >= needed || perplexity != nil ? nil : "data of more images",
        ].compactMap(\.self).joined(separator: ", or ")
    case .noPathOverImages(let count):
      "a path along the data needs the codes of two test images, there are \(count); give other data "
        + "or another --path"
    case .tooFewNormalImages(let data, let images):
      "\(data): \(countedSubject(images, "training image")) of normal classes, two or more are needed; give other "
        + "classes with --normal"
    case .runOfSweep(let task, let sweep):
      "this run is task \(task) of \(sweep), whose plan says its name, epochs and rate; sweep new --extend adds other tasks"
    case .badRunName(let name):
      "\(name.isEmpty ? "an empty name" : name) is no name for a folder; give one without a slash"
    case .runNameTaken(let name): "\(name) exists already; choose another name"
    case .severalRuns(let name, let runs, let folder):
      "\(name) begins \(runs.count) names in \(folder): \(runs.prefix(5).joined(separator: ", "))"
        + "\(runs.count > 5 ? ", ..." : ""); give more of the name"
    case .oneKindOfTestImages(let data, let normal, let anomalous):
      "\(data): \(normal) test images are normal and \(anomalous) anomalies, both are needed; give other "
        + "classes with --normal"
    }
  }

  private func hexadecimal(_ value: UInt32) -> String { String(value, radix: 16) }
}
