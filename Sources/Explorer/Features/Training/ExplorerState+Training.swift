internal import Autoencoders

extension ExplorerState {
  /// Does what a command of training asks for.
  mutating func update(_ command: TrainingCommand) -> [Effect] {
    switch command {
    case .pauseOrResume where !session.phase.isTraining && !trainedRuns.isEmpty:
      return [.notify(.trainedElsewhere(trainedRuns))]
    case .pauseOrResume: return TrainingCommand.pauseOrResume(&session, of: active)
    case .longer: return askEpochs()
    case .choosePreset:
      presets = PresetsFeature()
      modes.append(.presets)
      return []
    case .start(let preset): return trainNew(preset)
    }
  }

  /// Does what a command of the list of presets asks for.
  mutating func update(_ command: PresetsCommand) -> [Effect] {
    switch command {
    case .select(let places):
      presets.select(by: places)
      return []
    case .start:
      guard let preset = presets.chosen else { return [.notify(.noPreset(named: presets.filter))] }
      modes.removeAll { $0 == .presets }
      return trainNew(preset.name)
    }
  }
}
