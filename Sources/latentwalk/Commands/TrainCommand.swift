internal import Autoencoders
internal import CursesTerminal
internal import Datasets
internal import Explorer
internal import FileFormats
internal import Foundation
internal import ImageSets
internal import Pictures
internal import ProgramOptions
internal import Synchronization
internal import TerminalUI

private let trainingOptions =
  [
    OptionSpec("--preset", "NAME", "what to train; latentwalk presets lists them (vae)"),
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the best there is)"),
    OptionSpec("--classes", "C", "images of these classes alone, as in 0-2,4 or all-but:3 (all)"),
    OptionSpec("--epochs", "N", "times through the training images (the preset's)"),
    OptionSpec("--batch-size", "N", "images a step (the preset's)"),
  ] + optimizationOptions + [
    OptionSpec(
      "--corruption", "KIND", "done to the input: gaussian, masking, salt-and-pepper (the preset's)"
    ),
    OptionSpec("--noise", "X", "standard deviation, or share of pixels (the preset's, or usual)"),
    OptionSpec("--binarize", "HOW", "dynamic, fixed, threshold or none (the preset's)"),
    OptionSpec(
      "--validation", "N", "training images held out, the last ones (the preset's, or none)"),
    OptionSpec("--patience", "N", "epochs without improvement on them before training stops"),
    OptionSpec("--least-improvement", "X", "nats an image that count as an improvement (any)"),
    OptionSpec("--seed", "N", "of weights, order and noise; the same seed gives the same bits (0)"),
    OptionSpec("--threads", "N", "threads; the result does not depend on them (one a core)"),
    OptionSpec(
      "--pictures-every", "N", "save a picture of a 2-D latent space every N epochs (none)"),
    OptionSpec("--out", "RUN", "folder for the run, new or empty (one among the user's data)"),
    OptionSpec("--plain", nil, "lines of text instead of the explorer"),
  ] + objectiveOptions

private let screenOptions = [
  OptionSpec("--color", "256|16|none", "colors of the screen (what the terminal has)"),
  OptionSpec("--glyphs", "unicode|ascii", "characters of the screen (what the locale has)"),
  OptionSpec("--background", "dark|light", "what lies behind the text (COLORFGBG, or dark)"),
]

/// No command at all: the explorer, on the default preset.
let walkCommand = CommandSpec(
  "", "Open the explorer and train live; the same as latentwalk train.",
  options: trainingOptions + screenOptions, run: train)

let trainCommand = CommandSpec(
  "train", "train a model: in the explorer on a terminal, in lines of text elsewhere",
  details: """
    The run's folder holds config.json, metrics.jsonl, checkpoint.safetensors (saved every ten
    seconds) and model.safetensors. Losses are in nats per image.

    With --validation and --patience, training stops early, once the loss on the held-out images has
    not fallen for so many epochs; counting begins when all layers are trained together and the KL
    term has its full weight. The run's model.safetensors is then the model of the best epoch. Test
    images decide nothing.

    --binarize makes pixels black or white: dynamic draws each with its gray value as probability,
    afresh every time; fixed draws them once for good, the same in every run (our own fixed
    binarization, not Larochelle's set); threshold cuts at one half. Test images are treated alike.

    \(optimizationHelp)
    """,
  options: trainingOptions
    + [OptionSpec("--resume", nil, "go on with the run in --out from its last checkpoint")]
    + screenOptions,
  examples: [
    "latentwalk train --preset vae --data mnist --epochs 50 --out runs/vae",
    "latentwalk train --resume --out runs/vae --epochs 100",
    "latentwalk train --plain --preset simple --data digits",
    "latentwalk train --plain --preset deep --classes all-but:3 --out runs/no-threes",
  ],
  run: train)

private func train(_ arguments: Arguments) throws -> Int32 {
  let job = try trainingJob(arguments)
  let isPlain = arguments.has("--plain") || !StandardStream.output.isTerminal
  guard !isPlain else {
    try job.check()
    return try trainPlainly(job)
  }
  let capabilities = try arguments.capabilities()
  try requireScreen()
  try job.check()
  return try trainInExplorer(job, capabilities)
}

/// What the options ask for, over the preset or over the run that is resumed.
private func trainingJob(_ arguments: Arguments) throws -> TrainingJob {
  let isResumed = arguments.has("--resume")
  if isResumed {
    guard arguments.has("--out") else {
      throw UsageError.missingValue(
        option: "--resume", expected: "--out RUN, the run to go on with")
    }
    let fixed =
      [
        "--preset", "--classes", "--batch-size", "--corruption", "--noise", "--binarize",
        "--validation", "--patience", "--least-improvement", "--seed",
      ] + (optimizationOptions + objectiveOptions).map(\.name)
    if let option = fixed.first(where: arguments.has) {
      throw UsageError.conflict(option: option, other: "--resume")
    }
  }
  var preset =
    try isResumed ? resumedPreset(arguments.string("--out") ?? "") : chosenPreset(arguments)
  if let epochs = try arguments.integer("--epochs", in: 1...1_000_000) {
    preset.training.setEpochs(epochs, layers: preset.model.encoder)
  }
  if let size = try arguments.integer("--batch-size", in: 1...65_536) {
    preset.training.batchSize = size
  }
  try preset.training.applyOptimization(arguments)
  if arguments.has("--corruption") || arguments.has("--noise") {
    preset.model.corruption = try arguments.corruption(own: preset.model.corruption)
  }
  if let seed = try arguments.seed("--seed") { preset.training.seed = seed }
  try preset.training.objective.apply(arguments, to: preset.model, preset: preset.name)
  try refuseUnusedInPretraining(arguments, preset)
  let pictureInterval = try arguments.integer("--pictures-every", in: 1...1_000_000)
  if pictureInterval != nil, !PictureRecorder.canDraw(preset.model) {
    throw UsageError.conflict(
      option: "--pictures-every", other: "a model without a posterior of two latents")
  }
  try readEarlyStopping(arguments, into: &preset.training)
  let binarizations: [(String, Binarization?)] =
    Binarization.allCases.map { ($0.rawValue, $0) } + [("none", nil)]
  if let binarization = try arguments.choice("--binarize", among: binarizations) {
    preset.model.binarization = binarization
  }
  return TrainingJob(
    preset: preset, data: arguments.string("--data"), classes: try arguments.classes("--classes"),
    out: arguments.string("--out"), isResumed: isResumed, pictureInterval: pictureInterval,
    threads: try arguments.integer("--threads", in: 1...Engine.maxThreads)
      ?? ProgramEnvironment.processorCount,
    environment: .current)
}

/// Contrastive divergence has a rule of its own and no penalty, and early stopping does not judge it; where
/// it is all there is, options for them would change nothing.
private func refuseUnusedInPretraining(
  _ arguments: Arguments, _ preset: Preset
) throws(UsageError) {
  let (layers, training) = (preset.model.encoder, preset.training)
  let options =
    optimizationOptions.map(\.name) + ["--patience", "--l1", "--activation", "--contraction"]
  guard training.pretrainingEpochs(of: layers) >= training.epochs,
    let option = options.first(where: arguments.has)
  else { return }
  throw .unused(
    option: option, reason: "\(preset.name) is trained by contrastive divergence throughout")
}

private func readEarlyStopping(
  _ arguments: Arguments, into training: inout TrainingConfiguration
) throws(UsageError) {
  if let images = try arguments.integer("--validation", in: 1...1_000_000) {
    training.validationImages = images
  }
  if let patience = try arguments.integer("--patience", in: 1...1_000_000) {
    guard training.validationImages != nil else {
      throw .conflict(option: "--patience", other: "no images held out; give --validation N too")
    }
    training.earlyStopping = EarlyStopping(
      patience: patience, leastImprovement: training.earlyStopping?.leastImprovement ?? 0)
  }
  if let improvement = try arguments.nonNegative("--least-improvement") {
    guard training.earlyStopping != nil else {
      throw .conflict(
        option: "--least-improvement", other: "no early stopping; give --patience N too")
    }
    training.earlyStopping?.leastImprovement = improvement
  }
}

private func chosenPreset(_ arguments: Arguments) throws(UsageError) -> Preset {
  let name = arguments.string("--preset") ?? Preset.all[0].name
  guard let preset = Preset.named(name) else {
    throw .unknownPreset(name, nearest: nearest(to: name, in: Preset.all.map(\.name)))
  }
  return preset
}

private func resumedPreset(_ path: String) throws -> Preset {
  let configuration = try RunFolder.open(path).configuration
  return Preset(
    name: configuration.preset, summary: "", source: "", notes: [], model: configuration.model,
    training: configuration.training)
}

// MARK: - Without a screen

private func trainPlainly(_ job: TrainingJob) throws -> Int32 {
  let control = TrainingControl()
  let signals = SignalObserver(control)
  let prepared = try job.prepare { _, _ in
    [ConsoleReporter(isLive: StandardStream.error.isTerminal), signals]
  }
  if let warning = warning(about: prepared.dataset, asked: prepared.classes) {
    printError("latentwalk: \(printable(warning))\n")
  }
  if let warning = warningOfPretraining(job.preset) { printError("latentwalk: \(warning)\n") }
  printOut(introduction(prepared, job))
  prepared.warning?.show()
  prepared.metrics.onFailure = { MetricsWarning.notWritten($0).show() }
  let ending = try prepared.run.run(control)
  if ending.isFinal, let best = prepared.run.trainer.position.best {
    prepared.run.trainer.model.load(try prepared.folder.model())
    printOut(
      "\(ending == .stoppedEarly ? "stopped early; " : "")kept the model of epoch \(best.epoch), "
        + "validation loss \(fixed(best.loss, decimals: 3)) nats/image\n")
  }
  printOut(conclusion(prepared, ending))
  prepared.loss?.show()
  if let error = prepared.pictures?.failure { throw error }
  if let signal = signals.signal { TerminationSignals.die(of: signal) }
  return 0
}

/// What is odd about a run that ends before its pre-trained layers are trained together.
private func warningOfPretraining(_ preset: Preset) -> String? {
  let (layers, epochs) = (preset.model.encoder, preset.training.epochs)
  guard let pretraining = preset.training.pretraining, layers.count > 1,
    epochs <= pretraining.epochs(layers: layers)
  else { return nil }
  return "\(preset.name) pre-trains one layer after another for "
    + "\(pretraining.epochs(layers: layers)) epochs; in \(epochs) it comes to no model that works"
}

private func introduction(_ prepared: TrainingJob.Prepared, _ job: TrainingJob) -> String {
  let trainer = prepared.run.trainer
  let (model, training) = (trainer.model, trainer.configuration)
  let rate = Double(training.optimizer.rate)
  let heldOut = prepared.run.validator.map { ", \($0.images.count) held-out" } ?? ""
  let input = model.configuration.binarization.map { "; \($0.summary)" } ?? ""
  return """
    \(prepared.summary.preset) on \(prepared.dataset.name): \(trainer.images.count) training\(heldOut) and \
    \(prepared.run.evaluator.images.count) test images\(input)
    \(model.layout.parameterCount) parameters, \(training.optimizer.name) \
    \(rate.formatted(.number.locale(Locale(identifier: "en_US_POSIX")))) \(training.schedule.summary), batch \(training.batchSize), seed \(training.seed), \
    \(job.threads) \(job.threads == 1 ? "thread" : "threads"), \(model.engine.kernelName) kernels
    run \(printable(prepared.folder.path))

    """
}

private func conclusion(_ prepared: TrainingJob.Prepared, _ ending: TrainingEnding) -> String {
  let path = printable(prepared.folder.path)
  guard ending.isFinal else {
    return "stopped; go on with: latentwalk train --resume --out \(path)\n"
  }
  let trainer = prepared.run.trainer
  let seed = trainer.configuration.seed
  let weight = trainer.configuration.objective.evaluationKLWeight
  let test = withProgress("test images") {
    prepared.run.evaluator.evaluate(trainer.model, seed: seed, klWeight: weight, progress: $0)
  }
  let model = trainer.model.configuration
  let pixels = trainer.images.pixelsPerImage
  var text = "test \(ConsoleReporter.text(test.loss, model.isVariational, pixels)) nats/image"
  if model.isVariational { text += ", one posterior sample an image" }
  if model.latent.isGaussian {
    let train = withProgress("training images") {
      Evaluator(images: trainer.images, model: model, capacity: trainer.model.capacity)
        .evaluate(trainer.model, seed: seed, progress: $0)
    }
    text += "\nE[mean^2] + E[variance] of each latent"
    text += hasUsualKL(trainer) ? " (1 where the KL term is stationary): " : ": "
    text += "train \(moments(train)), test \(moments(test))"
  }
  return text + "\nwalk it with: latentwalk explore \(path)\n"
}

/// The KL term is the posterior's from the prior, and nothing holds it to a value.
private func hasUsualKL(_ trainer: Trainer) -> Bool {
  guard case .gaussian = trainer.model.configuration.latent else { return false }
  return trainer.configuration.objective.klConstraint == nil
}

private func moments(_ evaluation: Evaluation) -> String {
  zip(evaluation.squaredMean, evaluation.variance).prefix(8)
    .map { fixed($0 + $1, decimals: 3) }.joined(separator: " ")
    + (evaluation.latentCount > 8 ? " ..." : "")
}

/// Ends a run when a signal asks for it: the first stops it and saves, a second aborts it.
private final class SignalObserver: TrainingObserver {
  private let control: TrainingControl
  private(set) var signal: Int32?

  init(_ control: TrainingControl) {
    self.control = control
    TerminationSignals.watch()
  }

  func observe(_ event: TrainingEvent, in run: TrainingRun) {
    while let next = TerminationSignals.next() {
      control.request(signal == nil ? .stop : .abort)
      signal = next
    }
  }
}

// MARK: - On a screen

private func trainInExplorer(_ job: TrainingJob, _ capabilities: Capabilities) throws -> Int32 {
  let session = Session()
  let placeholder = RunSummary(preset: job.preset.name, dataset: job.data ?? "...", path: nil)
  var initial = SessionSnapshot(phase: .preparing("looking for images"), summary: placeholder)
  initial.progress = nil
  let outcome = Mutex<(path: String, isFinal: Bool)?>(nil)
  let warnings = Mutex<[MetricsWarning]>([])
  let work: @Sendable (Session) throws -> Void = { session in
    let prepared = try job.prepare { summary, log in
      let observer = SessionObserver(session, summary: summary)
      observer.restore(log)
      return [observer]
    }
    CursesTerminal.setCrashNote(
      "latentwalk: crashed; the run is kept up to its last checkpoint in \(printable(prepared.folder.path))"
    )
    outcome.withLock { $0 = (prepared.folder.path, false) }
    warnings.withLock { $0 = [prepared.warning].compactMap(\.self) }
    prepared.metrics.onFailure = { error in
      warnings.withLock { $0.append(.notWritten(error)) }
    }
    defer { warnings.withLock { $0 += [prepared.loss].compactMap(\.self) } }
    let ending = try prepared.run.run(session.control)
    outcome.withLock { $0?.isFinal = ending.isFinal }
    if let error = prepared.pictures?.failure { throw error }
  }
  let ending = try explore(initial, session, capabilities, work)
  for warning in warnings.withLock({ $0 }) { warning.show() }
  if let (path, isFinal) = outcome.withLock({ $0 }) {
    printOut("walk it again with: latentwalk explore \(printable(path))\n")
    if !isFinal {
      printOut("go on with: latentwalk train --resume --out \(printable(path))\n")
    }
  }
  if let error = session.error { throw error }
  if case .signal(let number) = ending { TerminationSignals.die(of: number) }
  return 0
}
