package import Autoencoders

/// Why a card cannot be worked on.
package enum ReproductionError: Error, Equatable {
  /// The run in `path` saw other images, those of `dataset`.
  case otherData(path: String, dataset: String)
  /// The run in `path` diverged with every learning rate that it tried.
  case diverged(path: String, DivergenceError)
}
