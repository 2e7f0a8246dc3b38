internal import Autoencoders
internal import FileFormats
internal import Foundation
internal import Pictures
internal import ProgramOptions

let animateCommand = CommandSpec(
  "animate", arguments: "RUN", maximumArguments: 1,
  "join the pictures that train --pictures-every saved into an animated PNG",
  details: """
    On the left are the posterior means of the test images, colored by digit; the square is where the
    grid on the right lies, the mean images of codes from -3 to 3 both ways. Below stands the epoch.
    Browsers play animated PNGs; other programs show the first frame.
    """,
  options: [
    OptionSpec("--frame", "MS", "milliseconds a picture is shown (200)"),
    OptionSpec("--last", "MS", "milliseconds the last picture is shown (2000)"),
    OptionSpec("--out", "FILE", "where to write it (standard output)"),
  ],
  examples: [
    "latentwalk train --preset vae --pictures-every 1 --epochs 30 --out runs/vae",
    "latentwalk animate runs/vae --out walk.png",
  ]
) { arguments in
  let duration = try arguments.integer("--frame", in: 10...60_000) ?? 200
  let last = try arguments.integer("--last", in: 10...60_000) ?? 2000
  let out = arguments.string("--out")
  if out == nil, StandardStream.output.isTerminal { throw RunError.binaryToTerminal }
  let run = try RunFolder.open(try arguments.required("RUN"))
  let names = (try? FileManager.default.contentsOfDirectory(atPath: run.picturesPath)) ?? []
  let files = names.filter { $0.hasSuffix(".png") }.sorted().map { "\(run.picturesPath)/\($0)" }
  guard !files.isEmpty else { throw RunError.noPictures(path: run.path) }
  let frames = try files.map(readFile)
  do {
    let animation = try AnimatedPNG(
      frames: frames, milliseconds: UInt16(duration), lastMilliseconds: UInt16(last))
    try writeOutput(animation.fileBytes(), to: out)
  } catch let error as AnimatedPNGError {
    throw RunError.animation(files: files, error)
  }
  return 0
}
