internal import Autoencoders
internal import Datasets
internal import ImageSets
internal import ProgramOptions

let reconstructCommand = Command(
  "reconstruct", .one("RUN|MODEL"),
  "show test images and their reconstructions",
  details: """
    A denoising model is fed noisy images: the first row is noisy, the last is clean. An array has the
    images row after row.
    """,
  options: OptionList(.count) + .images + OptionList(.seed) + .model + .picture,
  completion: .models,
  examples: ["latentwalk reconstruct runs/vae --format png --out strip.png"]
) { arguments in
  try reconstruct(arguments) { $0 }
}

let denoiseCommand = Command(
  "denoise", .one("RUN|MODEL"),
  "add noise to test images and show their reconstructions",
  details: """
    Rows: the noisy images, their reconstructions, and the clean images. Noise is Gaussian, or replaces
    pixels: masking makes them black, salt-and-pepper black or white. An array has the images row after
    row.
    """,
  options: OptionList(
    .corruption(otherwise: "the model's, else gaussian"),
    .noise(otherwise: "the model's, else usual"),
    .count) + .images + OptionList(.seed) + .model + .picture,
  completion: .models,
  examples: [
    "latentwalk denoise runs/denoise --noise 0.5 --format png --out denoised.png",
    "latentwalk denoise runs/vae --corruption masking --noise 0.3",
  ]
) { arguments in
  try reconstruct(arguments) { try arguments.corruption(own: $0) }
}

extension Option {
  fileprivate static var count: Option<Int> {
    Option<Int>("--count", .integer(1...1000), default: 10, help: "test images, from the first")
  }
}

/// - Parameter corruption: what is done to the images, given the model's own corruption.
private func reconstruct(
  _ arguments: Arguments, corruption: (Corruption?) throws -> Corruption?
) throws -> Command.Work {
  let (count, data) = (arguments[.count], try arguments.dataRequest())
  let output = try PictureOutput(arguments)
  let stored = try arguments.storedModel()
  let configuration = stored.model.configuration
  let corruption = try corruption(configuration.corruption)
  if corruption == nil, configuration.binarization != .dynamic {
    try arguments.refuse(.seed, because: "nothing is drawn for this model")
  }
  let seed = arguments[.seed]
  return {
    let model = try stored.autoencoder(images: count)
    let result = Reconstruction(
      of: try stored.dataset(data, .current).test.prefix(count), by: model,
      corruption: corruption, seed: seed)
    let rows = result.inputs + result.outputs + (corruption == nil ? [] : result.targets)
    try output.write(rows, columns: result.inputs.count, of: configuration)
    return 0
  }
}
