internal import Autoencoders
internal import CursesTerminal
internal import Datasets
internal import Explorer
internal import Foundation
internal import ImageSets
internal import Pictures
internal import ProgramOptions
internal import TerminalUI

/// Trains with a line of text per epoch; a signal stops it, saves, and ends the program.
func trainPlainly(_ job: TrainingJob) throws -> Int32 {
  let trained = try trainInLines(job)
  if let signal = trained.signal { ProgramTeam.die(of: signal) }
  return trained.storage.isRescued ? 1 : 0
}

/// How training with lines of text came to its end.
struct PlainlyTrained {
  let ending: TrainingEnding
  let storage: StorageOutcome
  /// The signal that asked for the program's end, if any.
  let signal: Int32?
}

/// Trains with a line of text per epoch; a signal stops it and saves.
func trainInLines(_ job: TrainingJob) throws -> PlainlyTrained {
  let control = TrainingControl()
  let signals = SignalObserver(control)
  let prepared = try job.prepare { _, _, _ in
    [ConsoleReporter(isLive: StandardStream.error.isTerminal), signals]
  }
  for warning in warnings(about: prepared.dataset, asked: prepared.classes) {
    printErrorLine(warning)
  }
  if let warning = warningOfPretraining(job.preset) { printErrorLine(warning) }
  CrashRecord(folder: prepared.folder.path).prepare(for: prepared.folder.path)
  printOut(introduction(prepared, job))
  for notice in prepared.notices { notice.show() }
  prepared.saver.tell = { RunNotice($0, path: prepared.folder.path).show() }
  let (kept, failure) = try prepared.train(control)
  for notice in kept.notices { notice.show() }
  if let failure { throw failure }
  let (ending, storage) = (kept.ending, kept.storage)
  if ending.isFinal, let best = prepared.run.trainer.position.best {
    prepared.run.trainer.model.load(try storage.folder.model())
    printOut(
      "\(ending == .stoppedEarly ? "stopped early; " : "")kept the model of epoch \(best.epoch), "
        + "validation loss \(fixed(best.loss, decimals: 3)) nats/image\n")
  }
  printOut(conclusion(prepared, ending, storage.folder))
  if let error = prepared.pictureFailure { throw error }
  return PlainlyTrained(
    ending: ending, storage: storage, signal: signals.signal ?? TerminationSignals.next())
}

/// A warning of a run that ends before its pre-trained layers are trained together.
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
  let rate = trainer.unscheduledRate
  let heldOut = prepared.run.validator.map { ", \($0.images.count) held-out" } ?? ""
  let processes = job.environment.team.map { "\($0.count) processes of " } ?? ""
  let input = model.configuration.binarization.map { "; \($0.summary)" } ?? ""
  return """
    \(printable(prepared.summary.preset)) on \(printable(prepared.dataset.name)): \(trainer.images.count) training\(heldOut) and \
    \(prepared.run.evaluator.images.count) test images\(input)
    \(model.layout.parameterCount) parameters, \(training.optimizer.name) \
    \(rate.formatted(.number.locale(Locale(identifier: "en_US_POSIX")))) \(training.schedule.summary), batch \(training.batchText), seed \(training.seed), \
    \(processes)\(job.threads) \(job.threads == 1 ? "thread" : "threads"), \(model.engine.kernelName) kernels
    run \(printable(prepared.folder.path))

    """
}

private func conclusion(
  _ prepared: TrainingJob.Prepared, _ ending: TrainingEnding, _ folder: RunFolder
) -> String {
  let path = folder.path
  let history = folder.historySize.line.map { "\($0)\n" } ?? ""
  guard ending.isFinal else {
    return "\(history)stopped; go on with: \(Advice.resume(path).text)\n"
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
  if model.isVariational { text += ", one posterior sample per image" }
  if model.latent.isGaussian {
    let train = withProgress("training images") {
      Evaluator(images: trainer.images, model: model, capacity: trainer.model.capacity)
        .evaluate(trainer.model, seed: seed, progress: $0)
    }
    text += "\nE[mean^2] + E[variance] of each latent"
    text += hasUsualKL(trainer) ? " (1 where the KL term is stationary): " : ": "
    text += "train \(moments(train)), test \(moments(test))"
  }
  return text + "\n" + history + Advice.lines(for: path, isFinal: true).map { "\($0)\n" }.joined()
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
