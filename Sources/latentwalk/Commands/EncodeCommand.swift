internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets
internal import Pictures
internal import ProgramOptions

let encodeCommand = CommandSpec(
  "encode", arguments: "RUN|MODEL", maximumArguments: 1,
  "write the codes of all images as an npy array, or a picture of some",
  details: """
    The array has a float32 row an image: the mean of each latent, then the log-variance of each where
    the model is variational, then the label.

    The picture has the codes of the first images side by side, black the least value of them all and
    white the greatest. A convolutional code's feature maps stand below one another; the values of a
    vector fill the rows of a rectangle.
    """,
  options: [
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--split", "test|train", "which images (test)"),
    OptionSpec(
      "--format", "npy|png", "all codes as numbers, or some as a picture (as --out ends, or npy)"),
    OptionSpec("--count", "N", "images in the picture (10)"),
    OptionSpec("--threads", "N", "threads (one a core)"),
    OptionSpec("--out", "FILE", "where to write it (standard output)"),
  ],
  examples: [
    "latentwalk encode runs/vae --split train --out codes.npy",
    "latentwalk encode runs/conv --format png --out maps.png",
  ],
  run: encode)

private func encode(_ arguments: Arguments) throws -> Int32 {
  let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
  let out = arguments.string("--out")
  if out == nil, StandardStream.output.isTerminal { throw RunError.binaryToTerminal }
  let isTrain =
    try arguments.choice("--split", among: [("test", false), ("train", true)]) ?? false
  let isPicture = try arguments.wantsPNG()
  let count = try arguments.integer("--count", in: 1...1000)
  if count != nil, !isPicture {
    throw UsageError.unused(option: "--count", reason: "it is of the pictures of --format png")
  }
  let environment = ProgramEnvironment.current
  let dataset = try stored.dataset(arguments.string("--data"), environment)
  let all = isTrain ? dataset.train : dataset.test
  let images = isPicture ? all.prefix(count ?? 10) : all
  let configuration = stored.model.configuration
  let capacity = configuration.capacity(for: Evaluator.imagesAtOnce)
  let model = Autoencoder(
    stored.model, capacity: capacity, on: try environment.engine(threads: arguments.threads()))
  let statistics = Evaluator(
    images: images, model: configuration, capacity: capacity
  ).posteriors(model)
  try writeOutput(
    isPicture
      ? picture(statistics, of: configuration) : table(statistics, images.labels, configuration),
    to: out)
  return 0
}

/// An array with a row of statistics and label for each image.
private func table(
  _ statistics: [Float], _ labels: [UInt8], _ model: ModelConfiguration
) -> [UInt8] {
  let columns = model.statisticsCount
  let rows = labels.enumerated().flatMap { row, label in
    statistics[row * columns..<(row + 1) * columns] + [Float(label)]
  }
  return NPYArray(rows, shape: [labels.count, columns + 1]).fileBytes()
}

/// The codes as small pictures.
private func picture(_ statistics: [Float], of model: ModelConfiguration) -> [UInt8] {
  let starts = stride(from: 0, to: statistics.count, by: model.statisticsCount)
  let codes = starts.map { Array(statistics[$0..<$0 + model.latentCount]) }
  return ImageSheet(codes: codes, shape: model.codeShape).grayImage.enlarged(by: 10).pngBytes()
}
