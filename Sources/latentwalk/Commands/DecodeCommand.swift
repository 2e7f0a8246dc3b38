internal import Autoencoders
internal import ProgramOptions

let decodeCommand = Command(
  "decode", .one("RUN|MODEL"),
  "decode one point of the latent space into an image",
  details: """
    A convolutional code is given as encode writes it: channel after channel, each row after row.
    As an array, the image is rows x columns of float32 pixels from 0 to 1.
    """,
  options: OptionList(.z) + .model + .picture,
  completion: .models,
  examples: [
    "latentwalk decode runs/vae --z 0.5,-1",
    "latentwalk decode runs/vae --z=-1.2,0.3 --format png --out digit.png",
  ]
) { arguments in
  let output = try PictureOutput(arguments)
  guard let code = arguments[.z] else {
    throw UsageError.missingValue(option: "--z", expected: "the code, as in --z 0.5,-1")
  }
  let stored = try arguments.storedModel()
  let configuration = stored.model.configuration
  try configuration.checkLength(of: code, from: "--z")
  return {
    let model = try stored.autoencoder(images: 1)
    try output.write(
      model.images(of: [configuration.codeShape.channelsLast(code)])[0], of: configuration)
    return 0
  }
}

extension Option {
  fileprivate static var z: Option<[Float]?> {
    Option<[Float]?>("--z", .code, help: "the code, one number per latent")
  }
}

extension ModelConfiguration {
  /// Checks that a code, given by an option, has a number for each latent.
  func checkLength(of code: [Float], from option: String) throws(RunError) {
    guard code.count == latentCount else {
      throw .wrongCodeLength(option: option, expected: latentCount, found: code.count)
    }
  }
}
