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
    case .step: return takeStep()
    case .intervene(let intervention): return intervene(intervention)
    }
  }

  private func takeStep() -> [Effect] {
    switch session.phase {
    case .paused: [.step(of: active)]
    case .training: [.notify(.stepsWhilePaused)]
    case .closed, .preparing, .idle, .failed: [.notify(.nothingIsTrained)]
    }
  }

  private func intervene(_ intervention: Intervention) -> [Effect] {
    guard session.phase.isTraining, let training = session.training,
      let model = session.model?.configuration
    else { return [.notify(.nothingIsTrained)] }
    guard !session.summary.isPlanned else { return [.notify(.runIsOfSweep)] }
    if case .weight(let weight, _) = intervention {
      let weights = ObjectiveWeight.all(of: training.objective, for: model)
      guard weights.contains(weight) else {
        return [.notify(.noWeight(weight.rawValue, among: weights.map(\.rawValue)))]
      }
    }
    return [.intervene(intervention, of: active)]
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
