internal import Autoencoders
internal import Datasets
internal import ImageSets
internal import ProgramOptions
internal import TerminalUI

let sampleCommand = Command(
  "sample", .one("RUN|MODEL"),
  "decode samples of the prior N(0, I), or of a mixture fitted to the codes",
  details: """
    The codes of a model that is not variational follow no prior, and those of one that is may leave
    parts of it empty. --mixture fits K normal distributions to the codes of the training images,
    posterior means where the model is variational, and samples those.
    """,
  options: OptionList(.count, .columns, .seed, .mixture) + .images + OptionList(.threads) + .model
    + .picture,
  completion: .models,
  examples: [
    "latentwalk sample runs/vae --count 100 --columns 10 --format png --out samples.png",
    "latentwalk sample runs/simple --mixture 50 --format png --out samples.png",
  ]
) { arguments in
  let output = try PictureOutput(arguments)
  if output.isArray { try arguments.refuse(.columns, because: "an array has no columns of images") }
  let (count, columns, seed) = (arguments[.count], arguments[.columns], arguments[.seed])
  let draw = try sampler(arguments, count: count, seed: seed)
  return {
    let (codes, model) = try draw()
    try output.write(model.images(of: codes), columns: columns, of: model.configuration)
    return 0
  }
}

extension Option {
  fileprivate static var count: Option<Int> {
    Option<Int>("--count", .integer(1...10_000), default: 25, help: "samples")
  }

  fileprivate static var columns: Option<Int> {
    Option<Int>("--columns", .integer(1...1000), default: 5, help: "images per row")
  }

  fileprivate static var mixture: Option<Int?> {
    Option<Int?>(
      "--mixture", .integer(1...1000, as: "K"),
      help: "sample K normal distributions fitted to training codes")
  }
}

private typealias Sampler = () throws -> (codes: [[Float]], model: Autoencoder)

/// The way in which the options ask for codes.
private func sampler(_ arguments: Arguments, count: Int, seed: UInt64) throws -> Sampler {
  guard let components = arguments[.mixture] else {
    try arguments.refuse(
      .images + OptionList(.threads),
      because: "samples of the prior need no images; add --mixture")
    let stored = try arguments.storedModel()
    guard stored.model.configuration.isVariational else {
      throw RunError.noPrior(command: "sample without --mixture")
    }
    return {
      let model = try stored.autoencoder(images: count)
      return (model.priorCodes(0..<count, seed: seed), model)
    }
  }
  let (data, threads) = (try arguments.dataRequest(), arguments[.threads])
  let stored = try arguments.storedModel()
  return {
    let images = try stored.dataset(data, .current).train
    let model = try stored.autoencoder(threads: threads)
    let mixture = try fittedMixture(components, to: images, by: model, seed: seed)
    return (mixture.samples(count, seed: seed), model)
  }
}

/// Fits a mixture to the codes of training images, and tells how well.
private func fittedMixture(
  _ components: Int, to images: LabeledImages, by model: Autoencoder, seed: UInt64
) throws -> GaussianMixture {
  let codes = model.codes(of: images)
  let iterations = 100
  let mixture = try withProgress("mixture of \(components)") { progress in
    try GaussianMixture(
      fitting: codes, dimensions: model.configuration.latentCount, components: components,
      seed: seed, iterations: iterations, on: model.engine
    ) { iteration, _ in progress(Double(iteration) / Double(iterations)) }
  }
  let logLikelihood = mixture.logLikelihood(of: codes, on: model.engine)
  printError(
    "\(components) normal distributions fitted to \(images.count) codes: log-likelihood "
      + "\(fixed(logLikelihood, decimals: 3)) nats per code\n")
  return mixture
}
