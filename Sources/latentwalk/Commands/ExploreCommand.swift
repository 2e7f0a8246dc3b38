internal import CursesTerminal
internal import Explorer
internal import ProgramOptions

let exploreCommand = Command(
  "explore", .one("RUN|MODEL"),
  "walk the latent space of a finished run or a model file",
  options: OptionList(.data, .threads) + .screen,
  examples: ["latentwalk explore runs/vae", "latentwalk explore model.safetensors --data mnist"]
) { arguments in
  let capabilities = arguments.capabilities()
  let (data, threads) = (arguments[.data], arguments[.threads])
  let stored = try StoredModel(path: arguments.operand)
  return {
    try requireScreen()
    let session = Session()
    let ending = try explore(stored.snapshot, session, capabilities) { session in
      try session.publish(stored.withCodes(data: data, threads: threads, .current))
    }
    if let error = session.error { throw error }
    if case .signal(let number) = ending { TerminationSignals.die(of: number) }
    return 0
  }
}
