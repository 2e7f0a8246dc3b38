internal import Autoencoders
internal import FileFormats
internal import ProgramOptions

let presetsCommand = Command(
  "presets", .optional("NAME"),
  "list what can be trained, or one preset with its source and every setting",
  options: OptionList(.json),
  examples: ["latentwalk presets", "latentwalk presets vae", "latentwalk presets vae --json"]
) { arguments in
  let isJSON = arguments[.json]
  let preset = try arguments.operands.first.map(preset(named:))
  return {
    guard !isJSON else {
      printOut(try json(of: preset.map { [$0] } ?? Preset.all))
      return 0
    }
    printOut(preset.map(card) ?? list)
    return 0
  }
}

/// The preset of a name.
func preset(named name: String) throws(UsageError) -> Preset {
  guard let preset = Preset.named(name) else {
    throw .unknownPreset(name, nearest: nearest(to: name, in: Preset.all.map(\.name)))
  }
  return preset
}

private var list: String {
  let width = (Preset.all.map(\.name.count).max() ?? 0) + 2
  return Preset.all.map { "\($0.name.padded(to: width))\($0.summary)\n" }.joined()
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

private func json(of presets: [Preset]) throws -> String {
  try jsonLine(["presets": presets.map(PresetDescription.init)], of: JSONSubject())
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

  init(_ preset: Preset) {
    (name, summary, source) = (preset.name, preset.summary, preset.source)
    notes = preset.notes
    parameters = preset.model.layout.parameterCount
    (model, training) = (preset.model.json, preset.training.json)
  }
}
