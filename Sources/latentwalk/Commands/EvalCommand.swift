internal import ProgramOptions

let evalCommand = Command(
  "eval", .one("RUN|MODEL"),
  "evaluate a model on the test images: every part of its loss in nats per image",
  details: """
    The reconstruction term is an average over samples of each posterior; more samples make it surer.
    Element e of sample k's noise is word e mod 4 of Philox4x32-10 at counter {e / 4, k, 0, 3} with
    the seed as key, turned to normals by Box-Muller: the same numbers for everyone. SSIM is of the
    image decoded from the posterior's mean.
    """,
  options: EvaluationQuestions.options + OptionList(.epoch) + .model,
  completion: .models,
  examples: [
    "latentwalk eval runs/vae --samples 64 --json",
    "latentwalk eval runs/simple --probe --baselines",
    "latentwalk eval runs/vae --epoch 16",
  ]
) { arguments in
  let (newest, epoch) = (try arguments.storedModel(), arguments[.epoch])
  let stored = try epoch.map(newest.atEpoch) ?? newest
  let questions = try EvaluationQuestions(arguments, stored)
  let isJSON = arguments[.json]
  return {
    var report = try questions.answers()
    report.epoch = epoch
    printOut(isJSON ? try report.json(of: stored) : report.text)
    return 0
  }
}

extension Option {
  fileprivate static var epoch: Option<Int?> {
    Option<Int?>(
      "--epoch", .integer(1...1_000_000), otherwise: "the saved model",
      help: "the model as RUN had it after an epoch, from the run's history")
  }
}
