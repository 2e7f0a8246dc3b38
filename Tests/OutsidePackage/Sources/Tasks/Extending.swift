import Autoencoders
import ImageSets

/// Ends a run once an epoch's loss on test images is low enough.
struct GoalPolicy: TrainingPolicy {
  let nats: Double

  mutating func actions(
    after event: TrainingEvent, at position: TrainingPosition
  ) -> [TrainingAction] {
    guard case .epochEnded(let report) = event else { return [] }
    return report.test.loss.negativeELBO <= nats ? [.stop] : []
  }
}

/// Remembers the loss of every epoch.
final class LossCurve: TrainingObserver {
  private(set) var nats: [Double] = []

  func observe(_ event: TrainingEvent, in run: TrainingRun) {
    if case .epochEnded(let report) = event { nats.append(report.test.loss.negativeELBO) }
  }
}

/// Trains a preset of one's own, read from a file, until it is good enough.
func train(presetFile: String, _ images: LabeledImages, goal: Double) throws -> [Double] {
  let preset = try Preset(contentsOf: presetFile)
  let trainer = try Trainer(preset.training, of: preset.model, images: images)
  let curve = LossCurve()
  let run = TrainingRun(
    trainer, evaluator: Evaluator(images: images, model: preset.model), observers: [curve],
    policies: [GoalPolicy(nats: goal)])
  try run.run()
  return curve.nats
}
