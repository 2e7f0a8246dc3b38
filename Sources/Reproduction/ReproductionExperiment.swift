internal import Autoencoders
internal import Datasets

/// An experiment that is more, or less, than training one model.
package struct ReproductionExperiment: Sendable {
  let name: String
  /// The presets whose models it works with.
  var presets: [Preset] = []
  /// Measures everything that is claimed of it.
  let run: @Sendable (ExperimentSetting) throws -> [ReproductionMetric: Double]
}

/// The surroundings of an experiment.
struct ExperimentSetting {
  let dataset: Dataset
  let seed: UInt64
  let engine: Engine
  /// The models of its presets, trained with the same seed.
  let models: [TrainedModel]
}
