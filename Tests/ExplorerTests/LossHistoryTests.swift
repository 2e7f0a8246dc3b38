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
    #expect(history.train.map(\.losses.greatest.reconstruction).max() == 9_999)
    #expect(history.train.map(\.losses.least.reconstruction).min() == 0)
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
}
