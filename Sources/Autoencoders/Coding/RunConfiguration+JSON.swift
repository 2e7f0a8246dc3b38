extension RunConfiguration: JSONRecord {
  package static let blank = RunConfiguration(
    preset: "", model: .blank, training: .blank, dataset: .blank, kernels: "")
  package static let fields: [JSONField<RunConfiguration>] = [
    JSONField("preset", \.preset),
    JSONField("model", \.model),
    JSONField("training", \.training),
    JSONField("dataset", \.dataset),
    JSONField("kernels", \.kernels),
  ]
}

extension DatasetReference: JSONRecord {
  package static let blank = DatasetReference(
    name: "", source: "", trainImages: 0, testImages: 0, fingerprint: 0)
  package static let fields: [JSONField<DatasetReference>] = [
    JSONField("name", \.name),
    JSONField("source", \.source),
    JSONField("train_images", \.trainImages) { $0 >= 0 },
    JSONField("test_images", \.testImages) { $0 >= 0 },
    JSONField("fingerprint", \.fingerprint),
    JSONField("classes", \.classes),
  ]
}
