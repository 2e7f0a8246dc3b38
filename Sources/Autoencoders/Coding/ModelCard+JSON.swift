extension ModelCard: JSONRecord {
  package static let blank = ModelCard(
    of: .blank, epochs: 0, precision: .single, test: .blank, program: "")
  package static let fields: [JSONField<ModelCard>] = [
    JSONField("preset", \.preset),
    JSONField("training", \.training),
    JSONField("dataset", \.dataset),
    JSONField("kernels", \.kernels),
    JSONField("program", \.program),
    JSONField("epochs", \.epochs, .epoch),
    JSONField("precision", \.precision),
    JSONField("test", \.test),
  ]
}

extension ParameterPrecision: JSONWord {
  package var word: String { rawValue }
}

extension TestResult: JSONRecord {
  package static let blank = TestResult(images: 0, samples: 0, loss: .blank, squaredError: 0)
  package static let fields: [JSONField<TestResult>] = [
    JSONField("images", \.images, .stepCount),
    JSONField("samples", \.samples, .countOrNone),
    JSONField("reconstruction", \.loss.reconstruction),
    JSONField("kl", \.loss.kl),
    JSONField("kl_weight", \.loss.klWeight),
    JSONField("adjustment", \.loss.adjustment, usually: 0),
    JSONField("squared_error", \.squaredError, .nonNegative),
  ]
}
