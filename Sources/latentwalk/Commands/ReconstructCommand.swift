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
