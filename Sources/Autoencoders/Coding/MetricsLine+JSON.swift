package import FileFormats

extension MetricsLine: JSONRecord {
  package static let blank = MetricsLine(
    LossTerms.blank, split: .train, step: 0, epoch: 0, seconds: 0)
  package static let fields: [JSONField<MetricsLine>] = [
    JSONField("step", \.step, .stepCount),
    JSONField("epoch", \.epoch, .epoch),
    JSONField("split", \.split),
    JSONField("reconstruction", \.reconstruction),
    JSONField("kl", \.kl),
    JSONField("kl_weight", \.klWeight),
    JSONField("adjustment", \.adjustment),
    JSONField("total", \.total),
    JSONField("steps", \.steps, .count),
    JSONField("least", \.least),
    JSONField("greatest", \.greatest),
    JSONField("kl_per_dimension", \.klPerDimension),
    JSONField("images_per_second", \.imagesPerSecond, .duration),
    JSONField("seconds", \.seconds, .duration),
    JSONField("wall_time", \.wallTime, .duration),
  ]

  /// Reads a line of a log of any version, and leaves keys that it does not know alone.
  ///
  /// - Throws: `MetadataError` where it is no such line.
  init(parsing text: some StringProtocol) throws(MetadataError) {
    let json = Version1.metricsLine.upgraded(try JSONValue(ofMetadata: text))
    var reader = try JSONObjectReader(json, at: "")
    try self.init(&reader)
  }

  /// The line without its break.
  ///
  /// - Throws: `MetadataError.json` where a number is infinite or none.
  func text() throws(MetadataError) -> String {
    do { return try json.text() } catch { throw .json(error) }
  }
}

extension MetricsLine.Split: JSONWord {
  package var word: String {
    switch self {
    case .train: "train"
    case .validation: "validation"
    case .test: "test"
    }
  }
}

extension StepLosses.Extremes: JSONRecord {
  package static let blank = StepLosses.Extremes.unknown
  package static let fields: [JSONField<StepLosses.Extremes>] = [
    JSONField("total", \.total),
    JSONField("negative_elbo", \.negativeELBO),
    JSONField("reconstruction", \.reconstruction),
    JSONField("kl", \.kl),
  ]

  /// Leaves other keys alone, as version 1 had.
  package init(_ json: JSONValue, at path: String) throws(MetadataError) {
    var reader = try JSONObjectReader(json, at: path)
    try self.init(&reader)
  }
}

extension LossTerms {
  static let blank = LossTerms(reconstruction: 0, kl: 0, klWeight: 0)
}
