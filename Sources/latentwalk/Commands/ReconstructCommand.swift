internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets
internal import Pictures
internal import ProgramOptions

let reconstructCommand = CommandSpec(
  "reconstruct", arguments: "RUN|MODEL", maximumArguments: 1,
  "show test images and their reconstructions",
  details: "A denoising model is fed noisy images: the first row is noisy, the last is clean.",
  options: [
    OptionSpec("--count", "N", "test images, from the first (10)"),
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--seed", "N", "of the noise (0)"),
  ] + pictureOptions,
  examples: ["latentwalk reconstruct runs/vae --format png --out strip.png"]
) { arguments in
  try reconstruct(arguments) { $0 }
}

let denoiseCommand = CommandSpec(
  "denoise", arguments: "RUN|MODEL", maximumArguments: 1,
  "add noise to test images and show their reconstructions",
  details: """
    Rows: the noisy images, what comes out, and the clean images. Noise is Gaussian, or replaces pixels:
    masking makes them black, salt-and-pepper black or white.
    """,
  options: [
    OptionSpec("--corruption", "KIND", "gaussian, masking or salt-and-pepper (the model's own)"),
    OptionSpec(
      "--noise", "S", "standard deviation, or share of the pixels (the model's, or usual)"),
    OptionSpec("--count", "N", "test images, from the first (10)"),
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--seed", "N", "of the noise (0)"),
  ] + pictureOptions,
  examples: [
    "latentwalk denoise runs/denoise --noise 0.5 --format png --out denoised.png",
    "latentwalk denoise runs/vae --corruption masking --noise 0.3",
  ]
) { arguments in
  try reconstruct(arguments) { try arguments.corruption(own: $0) }
}

/// - Parameter corruption: what is done to the images, given the model's own corruption.
private func reconstruct(
  _ arguments: Arguments, corruption: (Corruption?) throws -> Corruption?
) throws -> Int32 {
  let count = try arguments.integer("--count", in: 1...1000) ?? 10
  let output = try PictureOutput(arguments)
  let (stored, model) = try pictureModel(arguments, images: count)
  let corruption = try corruption(model.configuration.corruption)
  let dataset = try stored.dataset(arguments.string("--data"), .current)
  let result = Reconstruction(
    of: dataset.test.prefix(count), by: model, corruption: corruption,
    seed: try arguments.seed("--seed") ?? 0)
  let rows = result.inputs + result.outputs + (corruption == nil ? [] : result.targets)
  try output.write(ImageSheet(rows, columns: result.inputs.count, of: model.configuration))
  return 0
}
