internal import Autoencoders
internal import ProgramOptions

/// The stored model that a command names, ready to make as many as `images` at a time.
func pictureModel(
  _ arguments: Arguments, images: Int
) throws -> (StoredModel, Autoencoder) {
  let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
  let capacity = stored.model.configuration.capacity(for: min(images, Evaluator.imagesAtOnce))
  return (
    stored,
    Autoencoder(
      stored.model, capacity: capacity, on: try ProgramEnvironment.current.engine(threads: 1))
  )
}
