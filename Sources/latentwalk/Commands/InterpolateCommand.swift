internal import Autoencoders
internal import Datasets
internal import ImageSets
internal import Pictures
internal import ProgramOptions

let interpolateCommand = CommandSpec(
  "interpolate", arguments: "RUN|MODEL", maximumArguments: 1,
  "decode the codes on the way from one code to another",
  details: """
    The spherical way keeps to the sphere between the two codes, where samples of the prior lie; codes in
    opposite directions have no such way and are joined straight.
    """,
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
      throw RunError.wrongCodeLength(option: option, expected: latents, found: code.count)
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
