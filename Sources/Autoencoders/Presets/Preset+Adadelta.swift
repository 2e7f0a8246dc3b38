extension Preset {
  static let simpleAdadelta = withAdadelta(
    simple, named: "simple-adadelta", source: "Keras blog, 2017", reports: 0.1022)
  static let deepAdadelta = withAdadelta(
    deep, named: "deep-adadelta", source: "Keras blog, 2017", reports: 0.1020)
  static let convAdadelta = withAdadelta(
    conv, named: "conv-adadelta", source: "Keras blog, 2017", reports: 0.0981)

  /// `preset` with Adadelta as Keras 2.0.6 had it, and the loss that the Keras blog reports.
  static func withAdadelta(
    _ preset: Preset, named name: String? = nil, source: String? = nil, reports loss: Double
  ) -> Preset {
    withAdadelta(
      preset, Adadelta.Constants(), named: name, source: source,
      notes: [
        "Rate 1, decay 0.95, epsilon 1e-8, as Keras 2.0.6 had them; other versions differ.",
        "The source reports a test loss of \(loss) per pixel.",
      ])
  }

  // MARK: - What other versions of Keras make of the same program

  static let simpleAdadeltaFirst = withAdadelta(
    simple, Adadelta.Constants(epsilon: 1e-6), named: "simple-adadelta-1e-6",
    source: "Keras blog (2016), on Keras 1.0.0",
    notes: ["Rate 1, epsilon 1e-6. The blog reports a test loss of 0.11 per pixel."])
  static let simpleAdadeltaLater = withAdadelta(
    simple, Adadelta.Constants(epsilon: 1e-7), named: "simple-adadelta-1e-7",
    source: "Keras blog, 2017, on Keras 2.1.6", notes: ["Rate 1, epsilon 1e-7."])
  static let simpleAdadeltaSlow = withAdadelta(
    simple, Adadelta.Constants(rate: 1e-3, epsilon: 1e-7), named: "simple-adadelta-rate",
    source: "Keras blog, 2017, on tf.keras 2.10 or Keras 3",
    notes: ["A rate of 0.001, a thousandth of what it was: 50 epochs hardly begin."])

  private static func withAdadelta(
    _ preset: Preset, _ constants: Adadelta.Constants, named name: String?, source: String?,
    notes: [String]
  ) -> Preset {
    var training = preset.training
    training.optimizer = .adadelta(constants)
    return Preset(
      name: name ?? preset.name, summary: "\(preset.summary), with Adadelta",
      source: source ?? preset.source, notes: preset.notes + notes, model: preset.model,
      training: training)
  }
}
