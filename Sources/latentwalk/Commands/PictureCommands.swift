internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ProgramOptions

let reconstructCommand = CommandSpec(
  "reconstruct", arguments: "RUN|MODEL", maximumArguments: 1,
  "show test images and, below them, what the model makes of them",
  details: "A denoising model is fed noisy images: the first row is noisy, the last is clean.",
  options: [
    OptionSpec("--count", "N", "test images, from the first (10)"),
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--seed", "N", "of the noise (0)"),
  ] + pictureOptions,
  examples: ["latentwalk reconstruct runs/vae --format png --out strip.png"]
) { arguments in
  try reconstruct(arguments, corruption: nil)
}

let denoiseCommand = CommandSpec(
  "denoise", arguments: "RUN|MODEL", maximumArguments: 1,
  "add noise to test images and show what the model makes of them",
  details: "Rows: the noisy images, what comes out, and the clean images.",
  options: [
    OptionSpec("--noise", "S", "standard deviation of the noise (0.5)"),
    OptionSpec("--count", "N", "test images, from the first (10)"),
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--seed", "N", "of the noise (0)"),
  ] + pictureOptions,
  examples: ["latentwalk denoise runs/denoise --noise 0.5 --format png --out denoised.png"]
) { arguments in
  let deviation = try arguments.positive("--noise") ?? 0.5
  return try reconstruct(arguments, corruption: .gaussian(standardDeviation: deviation))
}

private func reconstruct(_ arguments: Arguments, corruption: Corruption?) throws -> Int32 {
  let count = try arguments.integer("--count", in: 1...1000) ?? 10
  let output = try PictureOutput(arguments)
  let (stored, model) = try pictureModel(arguments, images: count)
  let dataset = try stored.dataset(arguments.string("--data"), .current)
  let result = Reconstruction(
    of: dataset.test.prefix(count), by: model, corruption: corruption,
    seed: try arguments.seed("--seed") ?? 0)
  let isCorrupted = corruption != nil || model.configuration.corruption != nil
  let rows = result.inputs + result.outputs + (isCorrupted ? result.targets : [])
  try output.write(ImageSheet(rows, columns: result.inputs.count, of: model.configuration))
  return 0
}

let sampleCommand = CommandSpec(
  "sample", arguments: "RUN|MODEL", maximumArguments: 1,
  "decode samples of the prior N(0, I) of a variational model",
  options: [
    OptionSpec("--count", "N", "samples (25)"),
    OptionSpec("--columns", "N", "images a row (5)"),
    OptionSpec("--seed", "N", "of the samples (0)"),
  ] + pictureOptions,
  examples: ["latentwalk sample runs/vae --count 100 --columns 10 --format png --out samples.png"]
) { arguments in
  let count = try arguments.integer("--count", in: 1...10_000) ?? 25
  let columns = try arguments.integer("--columns", in: 1...1000) ?? 5
  let output = try PictureOutput(arguments)
  let (_, model) = try pictureModel(arguments, images: count)
  guard model.configuration.isVariational else { throw RunError.noPrior(command: "sample") }
  let latents = model.configuration.latentCount
  let noise = FloatBuffer(count: count * latents)
  model.engine.fillNormal(
    noise, count: noise.count, seed: try arguments.seed("--seed") ?? 0, stream: .prior, step: 0)
  let codes = (0..<count).map { noise.floats($0 * latents..<($0 + 1) * latents) }
  try output.write(
    ImageSheet(model.images(of: codes), columns: columns, of: model.configuration))
  return 0
}

let interpolateCommand = CommandSpec(
  "interpolate", arguments: "RUN|MODEL", maximumArguments: 1,
  "decode the codes on the way from one code to another",
  options: [
    OptionSpec("--from", "X,Y,...|#N", "a code, or the code of test image N, counted from 0 (#0)"),
    OptionSpec("--to", "X,Y,...|#N", "likewise (#1)"),
    OptionSpec("--steps", "N", "images, both ends included (10)"),
    OptionSpec("--path", "linear|spherical", "the way (linear)"),
    OptionSpec("--data", "D", "where images come from (the run's own)"),
  ] + pictureOptions,
  examples: ["latentwalk interpolate runs/vae --from '#3' --to '#8' --format png --out path.png"]
) { arguments in
  let steps = try arguments.integer("--steps", in: 2...1000) ?? 10
  let path =
    try arguments.choice("--path", among: LatentPath.allCases.map { ($0.rawValue, $0) }) ?? .linear
  let output = try PictureOutput(arguments)
  let (stored, model) = try pictureModel(arguments, images: steps)
  let start = try end("--from", of: arguments, orImage: "#0", stored, model)
  let end = try end("--to", of: arguments, orImage: "#1", stored, model)
  let codes = path.codes(from: start, to: end, count: steps)
  try output.write(ImageSheet(model.images(of: codes), columns: steps, of: model.configuration))
  return 0
}

/// The code that an option gives, or that of the test image it names.
private func end(
  _ option: String, of arguments: Arguments, orImage standard: String, _ stored: StoredModel,
  _ model: Autoencoder
) throws -> [Float] {
  let text = arguments.string(option) ?? standard
  let latents = model.configuration.latentCount
  guard text.hasPrefix("#") else {
    let code = try parseCode(text, option: option)
    guard code.count == latents else {
      throw RunError.wrongCodeLength(expected: latents, found: code.count)
    }
    return code
  }
  let images = try stored.dataset(arguments.string("--data"), .current).test
  guard let index = Int(text.dropFirst()), (0..<images.count).contains(index) else {
    throw UsageError.invalidValue(
      option: option, value: text, expected: "an image from #0 to #\(images.count - 1)")
  }
  let image = LabeledImages(
    height: images.height, width: images.width, pixels: Array(images.image(index)),
    labels: [images.labels[index]])
  return Evaluator(images: image, model: model.configuration, capacity: 1).codes(model)
}

let manifoldCommand = CommandSpec(
  "manifold", arguments: "RUN|MODEL", maximumArguments: 1,
  "decode a grid over the first two latents",
  details: """
    By default the grid cuts the prior into parts of equal probability, so that each image stands for as
    many samples. The second latent grows upwards, as in the explorer.
    """,
  options: [
    OptionSpec("--count", "N", "images a side (15)"),
    OptionSpec("--extent", "X", "from -X to X in even steps instead"),
  ] + pictureOptions,
  examples: ["latentwalk manifold runs/vae --format png --out manifold.png"]
) { arguments in
  let count = try arguments.integer("--count", in: 1...200) ?? 15
  let output = try PictureOutput(arguments)
  let (_, model) = try pictureModel(arguments, images: count * count)
  let latents = model.configuration.latentCount
  guard latents >= 2 else { throw RunError.wrongCodeLength(expected: latents, found: 2) }
  let grid =
    try arguments.positive("--extent").map { LatentGrid(extent: $0, count: count) }
    ?? LatentGrid(quantiles: count)
  try output.write(
    ImageSheet(
      model.images(of: grid.codes(dimensions: latents)), columns: count, of: model.configuration))
  return 0
}

private func pictureModel(
  _ arguments: Arguments, images: Int
) throws -> (StoredModel, Autoencoder) {
  let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
  let capacity = stored.model.configuration.capacity(for: min(images, TrainingJob.evaluationBatch))
  return (
    stored,
    Autoencoder(
      stored.model, capacity: capacity, on: try ProgramEnvironment.current.engine(threads: 1))
  )
}
