internal import Autoencoders
internal import Datasets

/// An experiment that is more, or less, than training one model.
package struct ReproductionExperiment: Sendable {
  package let name: String
  /// Whose models it works with.
  var presets: [Preset] = []
  /// Gives each number by its metric's name.
  let run: @Sendable (ExperimentSetting) throws -> [String: Double]
}

/// The surroundings of an experiment.
struct ExperimentSetting {
  let dataset: Dataset
  let seed: UInt64
  let engine: Engine
  /// The models of its presets, trained with the same seed.
  let models: [TrainedModel]
}
