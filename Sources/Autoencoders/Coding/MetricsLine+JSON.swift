package import FileFormats

extension MetricsLine: JSONRecord {
  package static let blank = MetricsLine(
    LossTerms.blank, split: .train, step: 0, epoch: 0, seconds: 0)
  package static let fields: [JSONField<MetricsLine>] = [
    JSONField("step", \.step),
    JSONField("epoch", \.epoch),
    JSONField("split", \.split),
    JSONField("reconstruction", \.reconstruction),
    JSONField("kl", \.kl),
    JSONField("kl_weight", \.klWeight),
    JSONField("adjustment", \.adjustment),
    JSONField("total", \.total),
    JSONField("steps", \.steps) { $0 > 0 },
    JSONField("least", \.least),
    JSONField("greatest", \.greatest),
    JSONField("kl_per_dimension", \.klPerDimension),
    JSONField("images_per_second", \.imagesPerSecond),
    JSONField("seconds", \.seconds),
  ]

  /// Reads a line of a log of any version, and leaves keys that it does not know alone.
  ///
  /// - Throws: `MetadataError` where it is no such line.
  init(parsing text: some StringProtocol) throws(MetadataError) {
    let json: JSONValue
    do { json = try JSONValue(parsing: text.utf8) } catch { throw .json(error) }
    var reader = try JSONObjectReader(Version1.metricsLine.upgraded(json), at: "")
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

extension StepLosses.Extremes: JSONCodable {
  package var json: JSONValue {
    .object(["total": total.json, "reconstruction": reconstruction.json, "kl": kl.json])
  }

  /// Version 1 had the extremes of weight and adjustment in place of the total's, which is at most as far
  /// out as what they make together.
  package init(_ json: JSONValue, at path: String) throws(MetadataError) {
    var reader = try JSONObjectReader(json, at: path)
    var parts = LossTerms.blank
    parts.reconstruction = try reader.take("reconstruction")
    parts.kl = try reader.take("kl")
    parts.klWeight = try reader.takeIfPresent("kl_weight") ?? 1
    parts.adjustment = try reader.takeIfPresent("adjustment") ?? 0
    self.init(parts)
    if let total: Double = try reader.takeIfPresent("total") { self.total = total }
  }
}

extension LossTerms {
  static let blank = LossTerms(reconstruction: 0, kl: 0, klWeight: 0)
}
