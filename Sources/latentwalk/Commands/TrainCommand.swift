internal import Autoencoders
internal import ProgramOptions

/// No command at all: the explorer, on the default preset.
let walkCommand = Command(
  "", .none, "Open the explorer and train live; the same as latentwalk train.",
  options: trainingOptions, plan: planTraining)

let trainCommand = Command(
  "train", .none, "train a model: in the explorer on a terminal, in lines of text elsewhere",
  details: """
    The run's folder holds config.json, metrics.jsonl, checkpoint.safetensors (saved every ten
    seconds) and model.safetensors. Losses are in nats per image. Where an option has no default, the
    preset's setting holds.

    With --validation and --patience, training stops early, once the loss on the held-out images has
    not fallen for so many epochs; counting begins when all layers are trained together and the KL
    term has its full weight. The run's model.safetensors is then the model of the best epoch. Test
    images decide nothing.

    --binarize makes pixels black or white: dynamic draws each with its gray value as probability,
    afresh every time; fixed draws them once for good, the same in every run (our own fixed
    binarization, not Larochelle's set); threshold cuts at one half. Test images are treated alike.

    --shards S cuts each batch into S parts, whose gradients are summed in pairs. A program built with
    the trait MPI and started by mpirun or srun shares them among its processes, as many as a power of
    two up to S: the bits depend on S, and not on the number of processes or threads, so that a run may
    be resumed with another.

    \(optimizationHelp)
    """,
  options: trainingOptions,
  examples: [
    "latentwalk train --preset vae --data mnist --epochs 50 --out runs/vae",
    "latentwalk train --resume --out runs/vae --epochs 100",
    "latentwalk train --plain --preset simple --data digits",
    "latentwalk train --plain --preset deep --classes all-but:3 --out runs/no-threes",
  ],
  plan: planTraining)

private let trainingOptions: OptionList = .training + OptionList(.plain, .historyMemory) + .screen

private func planTraining(_ arguments: Arguments) throws -> Command.Work {
  let job = try TrainingJob(arguments)
  guard !arguments[.plain], StandardStream.output.isTerminal else {
    try arguments.refuse(
      OptionList(.historyMemory) + .screen, because: "lines of text are printed, no screen is drawn"
    )
    return {
      try job.check()
      return try trainPlainly(job)
    }
  }
  let look = arguments.look()
  let resources = UserRuns.Resources(
    data: job.data, threads: job.threads, historyMemory: arguments[.historyMemory] * 1_000_000)
  return {
    try requireScreen()
    try job.check()
    let library = UserRuns(resources)
    return try explore(library, look) { library.train(job) }
  }
}

extension Option {
  fileprivate static var plain: Option<Bool> {
    Option<Bool>("--plain", help: "lines of text instead of the explorer")
  }
}
