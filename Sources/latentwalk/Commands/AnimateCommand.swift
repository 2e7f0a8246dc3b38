internal import Autoencoders
internal import FileFormats
internal import Foundation
internal import Pictures
internal import ProgramOptions

let animateCommand = Command(
  "animate", .one("RUN"),
  "join the pictures that train --pictures-every saved into an animated PNG",
  details: """
    On the left are the posterior means of the test images, colored by class; the square is where the
    grid on the right lies, the mean images of codes from -3 to 3 both ways. Below stands the epoch.
    Browsers play animated PNGs; other programs show the first frame.
    """,
  options: OptionList(.frame, .last, .out),
  examples: [
    "latentwalk train --preset vae --pictures-every 1 --epochs 30 --out runs/vae",
    "latentwalk animate runs/vae --out walk.png",
  ]
) { arguments in
  let output = try arguments.output([.png])
  let run = try RunFolder.open(ProgramEnvironment.current.modelPath(arguments.operand))
  let names = (try? FileManager.default.contentsOfDirectory(atPath: run.picturesPath)) ?? []
  let files = names.filter { $0.hasSuffix(".png") }.sorted().map { "\(run.picturesPath)/\($0)" }
  guard !files.isEmpty else { throw RunError.noPictures(path: run.path) }
  if files.count == 1 {
    try arguments.refuse(.frame, because: "the run has one picture, which --last is about")
  }
  let (frame, last) = (arguments[.frame], arguments[.last])
  return {
    let frames = try files.map(readFile)
    do {
      let animation = try AnimatedPNG(
        frames: frames, milliseconds: UInt16(frame), lastMilliseconds: UInt16(last))
      try output.write(animation.fileBytes())
    } catch let error as AnimatedPNGError {
      throw RunError.animation(files: files, error)
    }
    return 0
  }
}

extension Option {
  fileprivate static var frame: Option<Int> {
    Option<Int>(
      "--frame", .integer(10...60_000, as: "MS"), default: 200,
      help: "milliseconds that a picture is shown")
  }

  fileprivate static var last: Option<Int> {
    Option<Int>(
      "--last", .integer(10...60_000, as: "MS"), default: 2000,
      help: "milliseconds that the last picture is shown")
  }
}
