internal import Autoencoders
internal import ProgramOptions
internal import TerminalUI

let manifoldCommand = Command(
  "manifold", .one("RUN|MODEL"),
  "decode a grid over the first two latents",
  details: """
    By default the points stand at equal steps of the prior's probability, from 5 % to 95 % along each
    axis. Further latents are zero. The second grows upwards, as in the explorer. An array
    has the images row after row, from the top left.
    """,
  options: OptionList(.count, .extent) + .model + .picture,
  completion: .models,
  examples: [
    "latentwalk manifold runs/vae --format png --out manifold.png",
    "latentwalk manifold runs/ae --extent 5",
  ]
) { arguments in
  let (count, extent) = (arguments[.count], arguments[.extent])
  let output = try PictureOutput(arguments)
  let stored = try arguments.storedModel()
  let configuration = stored.model.configuration
  let latents = configuration.latentCount
  guard latents >= 2 else { throw RunError.tooFewLatents(latents) }
  guard configuration.isVariational || extent != nil else {
    throw RunError.noPrior(command: "manifold without --extent")
  }
  return {
    let grid =
      extent.map { LatentGrid(extent: $0, count: count) } ?? LatentGrid(quantiles: count)
    if configuration.isVariational {
      printError(
        "covers \(fixed(grid.priorMass * 100, decimals: 1)) % of the prior's probability"
          + (latents > 2
            ? " over the first two of \(latents) latents, the others at zero\n" : "\n"))
    }
    let model = try stored.autoencoder(images: count * count)
    try output.write(
      model.images(of: grid.codes(dimensions: latents)), columns: count, of: configuration)
    return 0
  }
}

extension Option {
  fileprivate static var count: Option<Int> {
    Option<Int>("--count", .integer(1...200), default: 15, help: "images per side")
  }

  fileprivate static var extent: Option<Float?> {
    Option<Float?>("--extent", .positive(), help: "even steps from -X to X instead")
  }
}
