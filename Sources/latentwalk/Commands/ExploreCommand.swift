internal import Autoencoders
internal import Explorer
internal import ProgramOptions

let exploreCommand = Command(
  "explore", .optional("RUN|MODEL|FOLDER"),
  "walk the latent space of a run or a model file, or choose among your runs",
  details: """
    RUN is a run's folder, or the name of one among the user's data, of which the beginning is enough;
    the name of a preset means its newest run.
    MODEL is a model file of latentwalk, or an ONNX or PyTorch file of anyone's decoder; its encoder may be in it
    or be given by --encoder. --codes shows codes that were computed elsewhere.
    Without an operand, or with a FOLDER of runs, it opens the list of runs: there they are walked,
    resumed, trained longer, renamed and deleted.
    """,
  options: .images + OptionList(.threads) + .model + .codes + .screen,
  examples: [
    "latentwalk explore", "latentwalk explore runs/vae",
    "latentwalk explore model.safetensors --data mnist",
    "latentwalk explore decoder.onnx --codes codes.npy --labels labels.npy",
  ]
) { arguments in
  let look = arguments.look()
  let (data, codes) = try arguments.shownData()
  let resources = UserRuns.Resources(data: data, threads: arguments[.threads])
  let name = arguments.operands.first
  let path = try name.map { try UserRuns.path(of: $0, in: ProgramEnvironment.current.runsFolder) }
  let isList = path.map(UserRuns.holdsRuns) ?? true
  let library = UserRuns(resources, folder: isList ? path : nil)
  let stored =
    try isList
    ? nil : path.map { try StoredModel(arguments.modelRequest($0), codes: codes) }
  return {
    try requireScreen()
    if let path, !isList { CrashRecord(folder: path).show(of: path) }
    return try explore(library, look) { stored.map(library.walk) ?? library.list() }
  }
}
