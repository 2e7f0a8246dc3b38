internal import Autoencoders
internal import Explorer
internal import ImageSets
internal import ProgramOptions

/// Finds the codes of the images that a model is shown with, for as many states of its weights as there are.
struct CodeFinder {
  /// The images.
  let shown: ShownImages
  private let working: Autoencoder
  private let evaluator: Evaluator
  private let seed: UInt64

  /// - Parameter tell: takes what is to be said of the images' files, line by line.
  init(
    _ stored: StoredModel, data: DataRequest, threads: Int, _ environment: ProgramEnvironment,
    tell: (String) -> Void
  ) throws {
    let model = stored.model
    shown = try stored.shownImages(data, environment, tell: tell)
    let capacity = model.configuration.capacity(for: Evaluator.imagesAtOnce)
    working = Autoencoder(model, capacity: capacity, on: try environment.engine(threads: threads))
    evaluator = Evaluator(images: shown.images, model: model.configuration, capacity: capacity)
    seed = stored.configuration?.training.seed ?? 0
  }

  /// The screen's contents with the codes of the images.
  func snapshot(of stored: StoredModel) -> SessionSnapshot {
    working.load(stored.model)
    var snapshot = stored.snapshot
    snapshot.summary.dataset = shown.dataset
    snapshot.images = shown.images
    snapshot.map = stored.map(
      of: evaluator.codes(working), shown.images.labels, from: shown.origin)
    return snapshot
  }

  /// The snapshot of the same weights with what an evaluation says of them.
  func evaluated(_ snapshot: SessionSnapshot) -> SessionSnapshot {
    let evaluation = evaluator.evaluate(working, seed: seed)
    var snapshot = snapshot
    snapshot.klPerDimension = evaluation.klPerDimension
    snapshot.secondMoment = zip(evaluation.squaredMean, evaluation.variance).map { $0 + $1 }
    return snapshot
  }
}
