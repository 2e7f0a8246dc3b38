import Autoencoders
import Explorer
import Testing

struct LossHistoryTests {
  private func report(_ step: Int, _ value: Double) -> StepReport {
    StepReport(
      step: step, epoch: Double(step) / 100,
      loss: LossTerms(reconstruction: value, kl: 1, klWeight: 1))
  }

  @Test func staysBoundedAndLosesNoExtreme() {
    var history = LossHistory()
    for step in 1...50_000 { history.add(report(step, step == 12_345 ? 9_999 : Double(step % 10))) }
    #expect(history.train.count <= 1_024)
    #expect(history.train.map(\.losses.steps).reduce(0, +) == 50_000)
    #expect(history.train.compactMap(\.losses.greatest.reconstruction).max() == 9_999)
    #expect(history.train.compactMap(\.losses.least.reconstruction).min() == 0)
    let mean =
      history.train.reduce(0) { $0 + $1.losses.mean.reconstruction * Double($1.losses.steps) }
      / 50_000
    #expect(abs(mean - (4.5 + (9_999 - 5) / 50_000.0)) < 1e-9)
    #expect(history.train.last?.epoch == 500)
  }

  @Test func epochsRise() {
    var history = LossHistory()
    for step in 1...5_000 { history.add(report(step, 1)) }
    let epochs = history.train.map(\.epoch)
    #expect(zip(epochs, epochs.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// The band of the ELBO is of the extremes of the sum, which are none of the parts' extremes.
  @Test func theBandOfASumIsThatOfTheSum() {
    var history = LossHistory()
    for (step, loss) in [(20.0, 1.0), (10, 9), (16, 6)].enumerated() {
      history.add(
        StepReport(
          step: step + 1, epoch: Double(step + 1) / 3,
          loss: LossTerms(reconstruction: loss.0, kl: loss.1, klWeight: 0.5)), endsLine: step == 2)
    }
    let bucket = history.train[0]
    #expect(LossPart.negativeELBO.spread(of: bucket)?.range == 19...22)
    #expect(LossPart.objective.spread(of: bucket)?.range == 14.5...20.5)
    #expect(LossPart.reconstruction.spread(of: bucket)?.range == 10...20)
    #expect(LossPart.kl.spread(of: bucket)?.range == 1...9)
  }

  /// While the weight of the KL term rises, train and test are still both the ELBO.
  @Test func trainAndTestAreTheSameQuantity() {
    var history = LossHistory()
    let loss = LossTerms(reconstruction: 100, kl: 20, klWeight: 0.1, adjustment: 7)
    history.add(StepReport(step: 1, epoch: 0.5, loss: loss))
    #expect(LossPart.negativeELBO.spread(of: history.train[0])?.mean == 120)
    #expect(LossPart.negativeELBO.value(ofTest: loss) == 120)
    #expect(LossPart.objective.spread(of: history.train[0])?.mean == 109)
    #expect(LossPart.objective.value(ofTest: loss) == nil)
  }
}
