extension Preset: JSONRecord {
  package static let blank = Preset(
    name: "", summary: "", source: "", model: .blank, training: .blank)
  package static let fields: [JSONField<Preset>] = [
    JSONField("name", \.name, .name, isRequired: true),
    JSONField("summary", \.summary),
    JSONField("source", \.source),
    JSONField("notes", \.notes),
    JSONField("model", \.model, isRequired: true),
    JSONField("training", \.training),
  ]
}
