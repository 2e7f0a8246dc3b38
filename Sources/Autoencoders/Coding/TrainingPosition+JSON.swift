internal import FileFormats

extension TrainingPosition: JSONRecord {
  package static let blank = TrainingPosition()
  package static let fields: [JSONField<TrainingPosition>] = [
    JSONField("epoch", \.epoch, .countOrNone),
    JSONField("batch", \.batch, .countOrNone),
    JSONField("step", \.step, .stepCount),
    JSONField("average", \.average),
    JSONField("seconds", \.seconds, .duration),
    JSONField("best", \.best),
    JSONField("first_loss", \.firstLoss),
    JSONField("changes", \.changesIfAny),
  ]

  private var changesIfAny: [CourseChange]? {
    get { changes.isEmpty ? nil : changes }
    set { changes = newValue ?? [] }
  }
}

/// The sums behind an average, so that a run that goes on adds to the same bits.
extension LossAverage: JSONRecord {
  package static let blank = LossAverage()
  package static let fields: [JSONField<LossAverage>] = [
    JSONField("reconstruction", \.reconstruction),
    JSONField("kl", \.kl),
    JSONField("kl_weight", \.klWeight),
    JSONField("adjustment", \.adjustment),
    JSONField("images", \.images, .stepCount),
  ]
}

extension BestEpoch: JSONRecord {
  package static let blank = BestEpoch(epoch: 0, loss: 0)
  package static let fields: [JSONField<BestEpoch>] = [
    JSONField("epoch", \.epoch, .countOrNone),
    JSONField("loss", \.loss),
  ]
}

extension CourseChange: JSONRecord {
  package static let blank = CourseChange(step: 0, epoch: 0, rateScale: 1)
  package static let fields: [JSONField<CourseChange>] = [
    JSONField("step", \.step, .stepCount),
    JSONField("epoch", \.epoch, .epoch),
    JSONField("rate_scale", \.rateScale, .nonNegative),
    JSONField("weights", \.weightsIfAny),
    JSONField("diverged", \.divergence),
  ]

  private var weightsIfAny: ObjectiveWeights? {
    get { weights.isEmpty ? nil : weights }
    set { weights = newValue ?? ObjectiveWeights() }
  }
}

extension ObjectiveWeights: JSONRecord {
  package static let blank = ObjectiveWeights()
  package static let fields: [JSONField<ObjectiveWeights>] = [
    JSONField("kl_weight", \.[.kl], .nonNegative),
    JSONField("constraint", \.[.constraint], .nonNegative),
    JSONField("penalty", \.[.penalty], .nonNegative),
  ]
}

extension CourseChange {
  private static let event = "course_change"

  /// Reads a line of a log, and leaves keys that it does not know alone.
  ///
  /// - Throws: `MetadataError` where it is of something else.
  init(parsing text: some StringProtocol) throws(MetadataError) {
    var reader = try JSONObjectReader(JSONValue(ofMetadata: text), at: "")
    let event: String = try reader.take("event")
    guard event == Self.event else {
      throw .unknownWord(path: "event", found: event, known: [Self.event])
    }
    try self.init(&reader)
  }

  /// The line of a log without its break.
  ///
  /// - Throws: `MetadataError.json` where a number is infinite or none.
  func text() throws(MetadataError) -> String {
    let fields = jsonFields.merging(["event": .string(Self.event)]) { $1 }
    do { return try JSONValue.object(fields).text() } catch { throw .json(error) }
  }
}

extension Divergence: JSONRecord {
  package static let blank = Divergence(step: 0, epoch: 0, quantity: .loss)
  package static let fields: [JSONField<Divergence>] = [
    JSONField("step", \.step, .stepCount),
    JSONField("epoch", \.epoch, .epoch),
    JSONField("found_in", \.quantity),
    JSONField("tensor", \.tensor),
  ]
}

extension Divergence.Quantity: JSONWord {
  package var word: String {
    switch self {
    case .loss: "loss"
    case .gradient: "gradient"
    case .parameters: "parameters"
    case .optimizerState: "optimizer_state"
    case .testLoss: "test_loss"
    case .validationLoss: "validation_loss"
    }
  }
}
