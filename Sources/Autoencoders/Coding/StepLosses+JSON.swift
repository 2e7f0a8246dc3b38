internal import FileFormats

/// The sums themselves, so that a line of a log that is gone on with adds to the same bits.
extension StepLosses: JSONRecord {
  package static let blank = StepLosses(LossTerms.blank)
  package static let fields: [JSONField<StepLosses>] = [
    JSONField("average", \.average, Possible { $0.images > 0 }),
    JSONField("least", \.least),
    JSONField("greatest", \.greatest),
  ]

  /// Reads the losses from the text of their JSON.
  ///
  /// - Throws: `MetadataError` where it is of none.
  init(parsing text: String) throws(MetadataError) {
    try self.init(JSONValue(ofMetadata: text), at: "")
  }
}
