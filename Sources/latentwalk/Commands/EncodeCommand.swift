internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ProgramOptions

let encodeCommand = CommandSpec(
  "encode", arguments: "RUN|MODEL", maximumArguments: 1,
  "write the codes of all images as an npy array",
  details: """
    A float32 row an image: the mean of each latent, then the log-variance of each where the model is
    variational, then the label.
    """,
  options: [
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--split", "test|train", "which images (test)"),
    OptionSpec("--threads", "N", "threads (one a core)"),
    OptionSpec("--out", "FILE", "where to write it (standard output)"),
  ],
  examples: ["latentwalk encode runs/vae --split train --out codes.npy"]
) { arguments in
  let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
  let out = arguments.string("--out")
  if out == nil, StandardStream.output.isTerminal { throw RunError.binaryToTerminal }
  let isTrain =
    try arguments.choice("--split", among: [("test", false), ("train", true)]) ?? false
  let environment = ProgramEnvironment.current
  let dataset = try stored.dataset(arguments.string("--data"), environment)
  let images = isTrain ? dataset.train : dataset.test
  let configuration = stored.model.configuration
  let capacity = configuration.capacity(for: Evaluator.imagesAtOnce)
  let model = Autoencoder(
    stored.model, capacity: capacity, on: try environment.engine(threads: arguments.threads()))
  let statistics = Evaluator(
    images: images, model: configuration, capacity: capacity
  ).posteriors(model)
  let columns = configuration.statisticsCount
  let rows = images.labels.enumerated().flatMap { row, label in
    statistics[row * columns..<(row + 1) * columns] + [Float(label)]
  }
  try writeOutput(NPYArray(rows, shape: [images.count, columns + 1]).fileBytes(), to: out)
  return 0
}
