internal import Autoencoders

extension StoredModel {
  /// The model ready to run.
  ///
  /// - Parameter images: the most that are needed at a time.
  func autoencoder(
    images: Int = Evaluator.imagesAtOnce, threads: Int = 1
  ) throws -> Autoencoder {
    let capacity = model.configuration.capacity(for: min(images, Evaluator.imagesAtOnce))
    return Autoencoder(
      model, capacity: capacity, on: try ProgramEnvironment.current.engine(threads: threads))
  }
}
