internal import Autoencoders
internal import Explorer
internal import ProgramOptions

let exploreCommand = Command(
  "explore", .any("RUN|MODEL|FOLDER", most: 2),
  "walk the latent space of a run, a model file or a model that comes with the program, or of two",
  details: """
    RUN is a run's folder, or the name of one among the user's data, of which the beginning is enough;
    the name of a preset means its newest run.
    MODEL is a model file of latentwalk, or an ONNX or PyTorch file of anyone's decoder; its encoder may be in it
    or be given by --encoder. --codes shows codes that were computed elsewhere.
    Two RUNs or MODELs are shown side by side, their cursors linked.
    With a FOLDER of runs it opens the list of them: there they are walked, resumed, trained longer, renamed and
    deleted. F7 shows the list of your own.

    Models that come with the program, trained on MNIST, are MODELs by their names where neither a file nor a run of
    yours has the name. Where MNIST is not on this machine, they are walked on some of its test images that come with
    them. Without an operand, it is \(ShippedModels.names[0]):

    \(ShippedModels.list)
    """,
  options: .images + OptionList(.threads, .historyMemory) + .model + .codes + .screen,
  completion: .models,
  examples: [
    "latentwalk explore", "latentwalk explore ae vae", "latentwalk explore runs/vae",
    "latentwalk explore model.safetensors --data mnist",
    "latentwalk explore decoder.onnx --codes codes.npy --labels labels.npy",
  ]
) { arguments in
  let look = arguments.look()
  let (data, codes) = try arguments.shownData()
  let resources = UserRuns.Resources(
    data: data, threads: arguments[.threads], historyMemory: arguments[.historyMemory] * 1_000_000)
  let environment = ProgramEnvironment.current
  let path =
    try arguments.operands.first.map(environment.modelPath) ?? environment.shippedModels.first()
  let isList = UserRuns.holdsRuns(path)
  let library = UserRuns(resources, folder: isList ? path : nil)
  let stored =
    isList ? nil : try StoredModel(arguments.modelRequest(path), codes: codes)
  let other = try arguments.operands.dropFirst().first.map { name in
    if isList { throw UsageError.unexpectedOperand(name, command: "explore") }
    return try StoredModel(path: name)
  }
  return {
    try requireScreen()
    if !isList { CrashRecord(folder: path).show(of: path) }
    let beside = other.map { other in { library.walk(other) } }
    return try explore(library, look, beside: beside) { stored.map(library.walk) ?? library.list() }
  }
}
