internal import Autoencoders
internal import Explorer
internal import Foundation
internal import ProgramOptions
internal import TerminalUI

extension RunListing {
  /// The line of a run's folder.
  ///
  /// - Parameters:
  ///   - setting: what tells it from the other runs of its sweep; nil where it is of none.
  ///   - isTask: whether it is a task of its sweep's plan.
  init(
    _ folder: RunFolder, _ state: RunState, name: String, setting: String? = nil,
    isTask: Bool = false
  ) {
    let configuration = folder.configuration
    self.init(
      name: printable(name), path: folder.path, preset: printable(configuration.preset),
      dataset: printable(configuration.dataset.name), epoch: state.epoch,
      epochs: configuration.training.epochs,
      test: state.test.map { Self.text(of: $0, configuration.model) },
      bytes: state.bytes, changed: Self.text(ofTime: state.modified), hasModel: state.hasModel,
      writer: state.writer,
      facts: Self.facts(configuration, state)
        + [
          state.writer.map { Fact("trained by", "process \($0)") },
          CrashRecord(folder: folder.path).text.map { Fact("crash", $0) },
          setting.map { _ in Fact("folder", printable(name)) },
        ].compactMap(\.self), setting: setting.map { printable($0.isEmpty ? name : $0) },
      isTask: isTask)
  }

  private static func facts(_ run: RunConfiguration, _ state: RunState) -> [Fact] {
    let (model, training) = (run.model, run.training)
    var facts = [
      Fact("preset", printable(run.preset)), Fact("data", printable(run.dataset.name)),
      Fact("latent", model.latent.summary),
      Fact("parameters", grouped(model.layout.parameterCount)),
      Fact("pixels", model.likelihood.summary),
      Fact("epochs", "\(fixed(state.epoch, decimals: 1)) of \(training.epochs)"),
      Fact("batch size", "\(training.batchSize)"), Fact("optimizer", training.optimizer.name),
      Fact("rate", "\(training.optimizer.rate) \(training.schedule.summary)"),
      Fact("seed", "\(training.seed)"),
      Fact("history", state.history.summary),
    ]
    if let test = state.test {
      let isVariational = model.isVariational
      facts.append(
        Fact(
          isVariational ? "test -ELBO" : "test recon",
          "\(fixed(test.negativeELBO, decimals: 2)) nats"))
      if isVariational {
        facts.append(Fact("test recon", "\(fixed(test.reconstruction, decimals: 2)) nats"))
        facts.append(Fact("test KL", "\(fixed(test.kl, decimals: 3)) nats"))
      }
    }
    return facts
  }

  private static func text(of test: LossTerms, _ model: ModelConfiguration) -> String {
    "\(model.testLossName) \(fixed(test.negativeELBO, decimals: 2))"
  }

  private static func text(ofTime seconds: Double) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd HH:mm"
    return formatter.string(from: Date(timeIntervalSince1970: seconds))
  }
}

extension ModelConfiguration {
  /// The loss on test images that such a model is judged by.
  var testLossName: String { isVariational ? "-ELBO" : "recon" }
}
