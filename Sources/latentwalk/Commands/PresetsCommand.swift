internal import Autoencoders
internal import FileFormats
internal import ProgramOptions

let presetsCommand = Command(
  "presets", .optional("NAME|FILE"),
  "list what can be trained, or one preset with its source and every setting",
  details: """
    A preset of your own is a file: write one of these with --json, edit it, and train it with
    latentwalk train --preset FILE. What a file leaves out takes the default that --schema shows; it
    has to have a name, and of its model the encoder, the latent and the decoder.
    """,
  options: OptionList(.presetJSON) + .sizes + OptionList(.schema),
  completion: .words(Preset.all.map(\.name), orFiles: true),
  examples: [
    "latentwalk presets", "latentwalk presets vae", "latentwalk presets vae --json > mine.json",
    "latentwalk presets vae --hidden 512,256 --latents 8 --json > mine.json",
    "latentwalk presets --schema > preset.schema.json",
  ]
) { arguments in
  guard !arguments[.schema] else {
    if let name = arguments.operands.first {
      throw UsageError.unexpectedOperand(name, command: "latentwalk presets --schema")
    }
    return { print(Preset.fileSchema) }
  }
  let isJSON = arguments[.presetJSON]
  guard let name = arguments.operands.first else {
    try arguments.refuse(.sizes, because: "no preset is named")
    return { print(isJSON ? try json(of: Preset.all) : list) }
  }
  let preset = try preset(name).resized(arguments)
  return { print(isJSON ? try preset.fileText() : card(preset)) }
}

private func print(_ text: String) -> Int32 {
  printOut(text)
  return 0
}

extension Option {
  fileprivate static var presetJSON: Option<Bool> {
    Option<Bool>("--json", help: "print the preset as a file to edit, or all in one JSON object")
  }

  fileprivate static var schema: Option<Bool> {
    Option<Bool>("--schema", help: "print the form of such files as a JSON schema").onlyTyped
  }
}

extension OptionValue<String> {
  /// The name of a preset, or a file that holds one.
  static var preset: Self {
    .path(
      "NAME|FILE", orWords: Preset.all.map(\.name), expected: "a preset's name or file")
  }
}

/// The preset of a name, or of a file: one whose name ends in .json, has a slash, or is no preset's.
func preset(_ name: String) throws -> Preset {
  if let preset = Preset.named(name) { return preset }
  guard name.contains("/") || name.hasSuffix(".json") || exists(name) else {
    throw UsageError.unknownPreset(name, nearest: nearest(to: name, in: Preset.all.map(\.name)))
  }
  return try Preset(contentsOf: name)
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
    preset.summary.isEmpty ? preset.name : "\(preset.name): \(printable(preset.summary))", "",
  ]
  if !preset.source.isEmpty { lines.append("source      \(printable(preset.source))") }
  lines += [
    "layers      \(layers.joined(separator: "-")), \(preset.model.layout.parameterCount) parameters",
    "pixels      \(preset.model.likelihood.summary)",
    "training    \(training.epochs) epochs, batch \(training.batchText)",
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
  lines += preset.notes.map { "note        \(printable($0))" }
  return lines.joined(separator: "\n") + "\n"
}

extension TrainingConfiguration {
  /// The images of a batch, and the shards that it is cut into.
  var batchText: String {
    shards == 1 ? "\(batchSize)" : "\(batchSize) in \(shards) shards"
  }
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
