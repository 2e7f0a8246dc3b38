internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets
internal import Pictures
internal import ProgramOptions
internal import TerminalUI

let sampleCommand = CommandSpec(
  "sample", arguments: "RUN|MODEL", maximumArguments: 1,
  "decode samples of the prior N(0, I), or of a mixture fitted to the codes",
  details: """
    The codes of a model that is not variational follow no prior, and those of one that is may leave parts
    of it empty. --mixture fits K normal distributions to the codes of the training images, posterior means
    where the model is variational, and samples those.
    """,
  options: [
    OptionSpec("--count", "N", "samples (25)"),
    OptionSpec("--columns", "N", "images a row (5)"),
    OptionSpec("--seed", "N", "of the samples (0)"),
    OptionSpec("--mixture", "K", "of K normal distributions fitted to the training images' codes"),
    OptionSpec(
      "--data", "D", "images to fit: mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--threads", "N", "threads for fitting (one a core)"),
  ] + pictureOptions,
  examples: [
    "latentwalk sample runs/vae --count 100 --columns 10 --format png --out samples.png",
    "latentwalk sample runs/simple --mixture 50 --format png --out samples.png",
  ]
) { arguments in
  let count = try arguments.integer("--count", in: 1...10_000) ?? 25
  let columns = try arguments.integer("--columns", in: 1...1000) ?? 5
  let seed = try arguments.seed("--seed") ?? 0
  let components = try arguments.integer("--mixture", in: 1...1000)
  for option in ["--data", "--threads"] where components == nil && arguments.has(option) {
    throw UsageError.conflict(option: option, other: "samples of the prior; add --mixture")
  }
  let output = try PictureOutput(arguments)
  let (stored, model) = try pictureModel(arguments, images: count)
  let codes: [[Float]]
  if let components {
    let mixture = try fittedMixture(components, stored, arguments, seed: seed)
    codes = mixture.samples(count, seed: seed)
  } else {
    codes = try priorSamples(count, model, seed: seed)
  }
  try output.write(
    ImageSheet(model.images(of: codes), columns: columns, of: model.configuration))
  return 0
}

private func priorSamples(_ count: Int, _ model: Autoencoder, seed: UInt64) throws -> [[Float]] {
  guard model.configuration.isVariational else {
    throw RunError.noPrior(command: "sample without --mixture")
  }
  let latents = model.configuration.latentCount
  let noise = FloatBuffer(count: count * latents)
  model.engine.fillNormal(noise, count: noise.count, seed: seed, stream: .prior, step: 0)
  return (0..<count).map { noise.floats($0 * latents..<($0 + 1) * latents) }
}

/// Fits a mixture to the training images' codes, and says how well.
private func fittedMixture(
  _ components: Int, _ stored: StoredModel, _ arguments: Arguments, seed: UInt64
) throws -> GaussianMixture {
  let environment = ProgramEnvironment.current
  let engine = try environment.engine(threads: arguments.threads())
  let images = try stored.dataset(arguments.string("--data"), environment).train
  let configuration = stored.model.configuration
  let model = Autoencoder(
    stored.model, capacity: configuration.capacity(for: Evaluator.imagesAtOnce), on: engine)
  let codes = model.codes(of: images)
  let iterations = 100
  let progress = ProgressLine("mixture of \(components)")
  defer { progress.clear() }
  let mixture = try GaussianMixture(
    fitting: codes, dimensions: configuration.latentCount, components: components, seed: seed,
    iterations: iterations, on: engine
  ) { iteration, _ in progress.update(iteration, of: iterations) }
  progress.clear()
  let logLikelihood = mixture.logLikelihood(of: codes, on: engine)
  printError(
    "\(components) normal distributions fitted to \(images.count) codes: log-likelihood "
      + "\(fixed(logLikelihood, decimals: 3)) nats a code\n")
  return mixture
}
