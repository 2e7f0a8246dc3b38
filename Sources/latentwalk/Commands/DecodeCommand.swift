internal import Autoencoders
internal import FileFormats
internal import Foundation
internal import Pictures
internal import ProgramOptions
internal import TerminalUI

let decodeCommand = CommandSpec(
  "decode", arguments: "RUN|MODEL", maximumArguments: 1,
  "decode one point of the latent space into an image",
  options: [
    OptionSpec("--z", "X,Y,...", "the code, one number a latent dimension")
  ] + pictureOptions,
  examples: [
    "latentwalk decode runs/vae --z 0.5,-1",
    "latentwalk decode runs/vae --z=-1.2,0.3 --format png --out digit.png",
  ]
) { arguments in
  let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
  guard let text = arguments.string("--z") else {
    throw UsageError.missingValue(option: "--z", expected: "the code, as in --z 0.5,-1")
  }
  let code = try parseCode(text)
  let output = try PictureOutput(arguments)
  let configuration = stored.model.configuration
  guard code.count == configuration.latentCount else {
    throw RunError.wrongCodeLength(
      option: "--z", expected: configuration.latentCount, found: code.count)
  }
  let model = Autoencoder(
    stored.model, capacity: 1, on: try ProgramEnvironment.current.engine(threads: 1))
  try output.write(ImageSheet(model.images(of: [code]), columns: 1, of: configuration))
  return 0
}

/// The code that an option's value spells out.
func parseCode(_ text: String, option: String = "--z") throws(UsageError) -> [Float] {
  var code: [Float] = []
  for part in text.split(separator: ",", omittingEmptySubsequences: false) {
    guard let value = Float(part.filter { $0 != " " }), value.isFinite else {
      throw .invalidValue(option: option, value: text, expected: "numbers with commas between")
    }
    code.append(value)
  }
  return code
}
