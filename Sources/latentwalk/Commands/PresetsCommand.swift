internal import Autoencoders
internal import FileFormats
internal import Foundation
internal import ProgramOptions

let presetsCommand = CommandSpec(
  "presets", arguments: "[NAME]", maximumArguments: 1,
  "list what can be trained, or one preset with its source and every setting",
  options: [OptionSpec("--json", nil, "JSON instead of text")],
  examples: ["latentwalk presets vae"]
) { arguments in
  guard let name = arguments.positional.first else {
    let width = (Preset.all.map(\.name.count).max() ?? 0) + 2
    printOut(
      arguments.has("--json")
        ? try presetJSON(Preset.all)
        : Preset.all.map { "\($0.name.padded(to: width))\($0.summary)\n" }.joined())
    return 0
  }
  guard let preset = Preset.named(name) else {
    throw UsageError.unknownPreset(name, nearest: nearest(to: name, in: Preset.all.map(\.name)))
  }
  printOut(arguments.has("--json") ? try presetJSON([preset]) : card(preset))
  return 0
}

private func card(_ preset: Preset) -> String {
  let training = preset.training
  let layers =
    ["\(preset.model.pixelCount)"] + preset.model.encoder.map(\.summary)
    + (preset.model.isVariational ? ["z\(preset.model.latentCount)"] : [])
    + preset.model.decoder.map(\.summary)
  var lines = [
    "\(preset.name): \(preset.summary)", "",
    "source      \(preset.source)",
    "layers      \(layers.joined(separator: "-")), \(preset.model.layout.parameterCount) parameters",
    "pixels      \(preset.model.likelihood.summary)",
    "training    \(training.epochs) epochs, batch \(training.batchSize)",
  ]
  if let pretraining = training.pretraining { lines.append("before      \(pretraining.summary)") }
  if training.pretrainingEpochs(of: preset.model.encoder) < training.epochs {
    lines += [
      "optimizer   \(training.optimizer.name), \(training.optimizer.settings)",
      "schedule    \(training.schedule.summary)",
      "gradient    of \(training.gradientUnit == .pixel ? "a mean over pixels" : "a sum over pixels")",
      "weights     \(training.initialization.rawValue)",
    ]
  }
  if training.latentStandardization > 0 {
    lines.append(
      "latents     kept at the scale where the KL term is stationary, rate "
        + "\(training.latentStandardization)")
  }
  lines += objectiveLines(training.objective, of: preset.model)
  if let stopping = training.earlyStopping, let images = training.validationImages {
    lines.append(
      "stopping    after \(stopping.patience) epochs without improvement on \(images) held-out images"
    )
  }
  if let corruption = preset.model.corruption {
    lines.append("input       \(corruption.summary)")
  }
  if let binarization = preset.model.binarization {
    lines.append("input       \(binarization.summary)")
  }
  lines += preset.notes.map { "note        \($0)" }
  return lines.joined(separator: "\n") + "\n"
}

private func objectiveLines(_ objective: Objective, of model: ModelConfiguration) -> [String] {
  guard model.isVariational else {
    return objective.penalty.map { ["penalty     \($0.summary)"] } ?? []
  }
  let schedule = objective.klSchedule.summary.map { ", \($0)" } ?? ""
  let constraint = objective.klConstraint.map { ", \($0.summary)" } ?? ""
  var bound = objective.bound.summary
  if case .logDeviation = model.latent { bound = "none, log σ stands for log σ² in the KL term" }
  return [
    "bound       \(bound)",
    "KL weight   \(objective.klWeight)\(schedule)\(constraint)",
  ]
}

/// A preset as machines read it.
private struct PresetDescription: Encodable {
  let name: String
  let summary: String
  let source: String
  let notes: [String]
  let parameters: Int
  let model: JSONValue
  let training: JSONValue
}

private func presetJSON(_ presets: [Preset]) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  let described = presets.map {
    PresetDescription(
      name: $0.name, summary: $0.summary, source: $0.source, notes: $0.notes,
      parameters: $0.model.layout.parameterCount, model: $0.model.json,
      training: $0.training.json)
  }
  return String(decoding: try encoder.encode(["presets": described]), as: UTF8.self) + "\n"
}
