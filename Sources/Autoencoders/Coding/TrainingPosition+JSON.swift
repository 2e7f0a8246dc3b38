extension TrainingPosition: JSONRecord {
  package static let blank = TrainingPosition()
  package static let fields: [JSONField<TrainingPosition>] = [
    JSONField("epoch", \.epoch),
    JSONField("batch", \.batch),
    JSONField("step", \.step),
    JSONField("average", \.average),
    JSONField("seconds", \.seconds),
    JSONField("best", \.best),
  ]
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
