internal import Autoencoders

extension RunError {
  /// Checks that posteriors of `model` are what mean and log-variance say.
  static func checkGaussianPosterior(
    of model: ModelConfiguration, for command: String
  ) throws(RunError) {
    guard model.isVariational else { throw .noPrior(command: command) }
    guard !model.latent.hasFlow else { throw .flowPosterior(command: command) }
  }
}
