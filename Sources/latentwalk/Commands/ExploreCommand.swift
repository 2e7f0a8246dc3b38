internal import Autoencoders
internal import CursesTerminal
internal import Datasets
internal import Explorer
internal import FileFormats
internal import ImageSets
internal import ProgramOptions
internal import TerminalUI

let exploreCommand = CommandSpec(
  "explore", arguments: "RUN|MODEL", maximumArguments: 1,
  "walk the latent space of a finished run or a model file",
  options: [
    OptionSpec("--data", "D", "images whose codes are shown (the run's own)"),
    OptionSpec("--threads", "N", "threads for encoding them (one a core)"),
    OptionSpec("--color", "256|16|none", "colors of the screen (what the terminal has)"),
    OptionSpec("--glyphs", "unicode|ascii", "characters of the screen (what the locale has)"),
    OptionSpec("--background", "dark|light", "what lies behind the text (COLORFGBG, or dark)"),
  ],
  examples: ["latentwalk explore runs/vae", "latentwalk explore model.safetensors --data mnist"]
) { arguments in
  let capabilities = try arguments.capabilities()
  let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
  let data = arguments.string("--data")
  let threads = try arguments.threads()
  try requireScreen()
  let session = Session()
  let ending = try explore(stored.snapshot, session, capabilities) { session in
    try session.publish(stored.withCodes(data: data, threads: threads, .current))
  }
  if let error = session.error { throw error }
  if case .signal(let number) = ending { TerminationSignals.die(of: number) }
  return 0
}
