internal import Autoencoders
internal import Pictures
internal import ProgramOptions
internal import TerminalUI

let manifoldCommand = CommandSpec(
  "manifold", arguments: "RUN|MODEL", maximumArguments: 1,
  "decode a grid over the first two latents",
  details: """
    By default the grid cuts the prior into parts of equal probability, so that each image stands for as
    many samples. Further latents are zero. The second grows upwards, as in the explorer.
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
  guard latents >= 2 else { throw RunError.tooFewLatents(latents) }
  let isVariational = model.configuration.isVariational
  guard isVariational || arguments.has("--extent") else {
    throw RunError.noPrior(command: "manifold without --extent")
  }
  let grid =
    try arguments.positive("--extent").map { LatentGrid(extent: $0, count: count) }
    ?? LatentGrid(quantiles: count)
  if isVariational {
    printError(
      "covers \(fixed(grid.priorMass * 100, decimals: 1)) % of the prior's probability"
        + (latents > 2 ? " over the first two of \(latents) latents, the others at zero\n" : "\n"))
  }
  try output.write(
    ImageSheet(
      model.images(of: grid.codes(dimensions: latents)), columns: count, of: model.configuration))
  return 0
}
