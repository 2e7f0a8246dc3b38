extension TrainingPosition: JSONRecord {
  package static let blank = TrainingPosition()
  package static let fields: [JSONField<TrainingPosition>] = [
    JSONField("epoch", \.epoch),
    JSONField("batch", \.batch),
    JSONField("step", \.step),
    JSONField("average", \.average),
    JSONField("seconds", \.seconds),
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
    JSONField("images", \.images),
  ]
}

extension BestEpoch: JSONRecord {
  package static let blank = BestEpoch(epoch: 0, loss: 0)
  package static let fields: [JSONField<BestEpoch>] = [
    JSONField("epoch", \.epoch),
    JSONField("loss", \.loss),
  ]
}

extension CourseChange: JSONRecord {
  package static let blank = CourseChange(step: 0, epoch: 0, rateScale: 1)
  package static let fields: [JSONField<CourseChange>] = [
    JSONField("step", \.step),
    JSONField("epoch", \.epoch),
    JSONField("rate_scale", \.rateScale) { $0 >= 0 && $0.isFinite },
    JSONField("diverged", \.divergence),
  ]
}

extension Divergence: JSONRecord {
  package static let blank = Divergence(step: 0, epoch: 0, quantity: .loss)
  package static let fields: [JSONField<Divergence>] = [
    JSONField("step", \.step),
    JSONField("epoch", \.epoch),
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
