internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ProgramOptions

let evalCommand = CommandSpec(
  "eval", arguments: "RUN|MODEL", maximumArguments: 1,
  "evaluate a model on the test images: every part of its loss in nats per image",
  details: """
    The reconstruction term is an average over samples of each posterior; more samples make it surer.
    Element e of sample k's noise is word e mod 4 of Philox4x32-10 at counter {e / 4, k, 0, 3} with
    the seed as key, turned to normals by Box-Muller: the same numbers for everyone. SSIM is of what
    comes out for the posterior's mean.
    """,
  options: [
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--samples", "K", "posterior samples an image (16)"),
    OptionSpec("--seed", "N", "of the samples (0)"),
    OptionSpec("--importance", "K", "also log p(x) from K importance samples an image"),
    OptionSpec("--mutual-information", "N", "also I(x; z), from N images evenly spaced"),
    OptionSpec("--neighbors", "K", "also how often the K nearest training codes tell the class"),
    OptionSpec("--probe", nil, "also how often a linear classifier of the codes tells the class"),
    OptionSpec(
      "--baselines", nil, "also PCA with as long a code, or a denoiser's ridge regression"),
    OptionSpec("--threads", "N", "threads (one a core)"),
    OptionSpec("--json", nil, "one JSON object instead of text"),
  ],
  examples: [
    "latentwalk eval runs/vae --samples 64 --json",
    "latentwalk eval runs/simple --probe --baselines",
  ]
) { arguments in
  let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
  let questions = try EvaluationQuestions(arguments, stored.model.configuration)
  let environment = ProgramEnvironment.current
  let engine = try environment.engine(threads: try arguments.threads())
  let dataset = try stored.dataset(arguments.string("--data"), environment)
  let capacity = stored.model.configuration.capacity(for: Evaluator.imagesAtOnce)
  let model = Autoencoder(stored.model, capacity: capacity, on: engine)
  var report = questions.answers(
    for: model, on: dataset,
    klWeight: stored.configuration?.training.objective.evaluationKLWeight ?? 1)
  report.classes = stored.configuration?.dataset.classes
  printOut(arguments.has("--json") ? try jsonLine(report) : report.text)
  return 0
}
