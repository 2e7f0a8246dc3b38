internal import Autoencoders
internal import ProgramOptions

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
