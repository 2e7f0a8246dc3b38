internal import Autoencoders
internal import Explorer
internal import ProgramOptions
internal import TerminalUI

extension ModelCard {
  /// What a person is told of the training behind a model, and of what came out.
  var lines: [CardLine] {
    [
      CardLine(name: "preset", value: printable(preset)),
      CardLine(
        name: "data",
        value: "\(printable(dataset.name)), \(grouped(dataset.trainImages)) training images"),
      CardLine(
        name: "trained",
        value: "\(epochText) of \(counted(training.epochs, "epoch")), seed \(training.seed)"),
      CardLine(
        name: "by",
        value: "\(training.optimizer.name), rate \(training.optimizer.rate) "
          + "\(training.schedule.summary), batches of \(training.batchSize)"),
      CardLine(name: "program", value: "\(printable(program)), \(printable(kernels)) kernels"),
      CardLine(name: "weights", value: precision.words),
    ] + test.lines
  }

  private var epochText: String {
    epochs == epochs.rounded() ? "\(Int(epochs))" : fixed(epochs, decimals: 1)
  }
}

extension ParameterPrecision {
  fileprivate var words: String {
    switch self {
    case .single: "floats of 32 bits"
    case .half: "floats of 16 bits; losses are those of these"
    }
  }
}

extension TestResult {
  fileprivate var lines: [CardLine] {
    let nats = "nats per image"
    let reconstruction = fixed(loss.reconstruction, decimals: 2)
    let result =
      samples == 0
      ? CardLine(name: "recon", value: "\(reconstruction) \(nats)")
      : CardLine(
        name: "-ELBO",
        value: "\(fixed(loss.negativeELBO, decimals: 2)) \(nats): "
          + "\(reconstruction) and KL \(fixed(loss.kl, decimals: 2))")
    let codes = samples == 0 ? "" : ", \(counted(samples, "code")) each"
    return [
      result,
      CardLine(
        name: "error", value: "\(fixed(squaredError, decimals: 2)) squared, summed over pixels"),
      CardLine(name: "", value: "on \(grouped(images)) test images\(codes)"),
    ]
  }
}
