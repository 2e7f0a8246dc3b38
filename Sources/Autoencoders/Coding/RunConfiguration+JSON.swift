internal import ImageSets

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
    JSONField("train_images", \.trainImages, .stepCount),
    JSONField("test_images", \.testImages, .stepCount),
    JSONField("fingerprint", \.fingerprint),
    JSONField("classes", \.classes),
    JSONField(
      "pixel_range", \.pixelRange,
      Possible { $0.count == 2 && $0[0] < $0[1] && ($0[1] - $0[0]).isFinite }),
    JSONField("images_member", \.imagesMember),
    JSONField("labels_member", \.labelsMember),
    JSONField("class_names", \.classNames, Possible { $0.count <= LabeledImages.classLimit }),
  ]
}
