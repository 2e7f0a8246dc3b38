import Autoencoders
import Datasets
import Foundation
import Testing

struct EvaluationTests {
  static let preset = Preset.all[0]
  private let model = Autoencoder(
    preset.model, initialization: .heUniform, seed: 3, capacity: 200, on: makeEngine())

  @Test func doesNotDependOnTheBatch() {
    let whole = SmallRun.evaluator(Self.preset).evaluate(model, seed: 1, samples: 2)
    let parts = Evaluator(images: SmallRun.data.test, model: Self.preset.model, capacity: 37)
      .evaluate(model, seed: 1, samples: 2)
    #expect(abs(whole.loss.total - parts.loss.total) < 1e-9 * whole.loss.total)
    #expect(whole.codes == parts.codes)
    #expect(whole.images == 200 && whole.samples == 2)
  }

  @Test func theMomentsAreThoseOfThePosterior() {
    let evaluation = SmallRun.evaluator(Self.preset).evaluate(model, seed: 1)
    #expect(abs(evaluation.klPerDimension.reduce(0, +) - evaluation.loss.kl) < 1e-4)
    for dimension in 0..<2 {
      let squares = stride(from: dimension, to: 400, by: 2).reduce(0.0) {
        $0 + Double(evaluation.codes[$1]) * Double(evaluation.codes[$1])
      }
      #expect(abs(squares / 200 - evaluation.squaredMean[dimension]) < 1e-6)
      #expect(evaluation.variance[dimension] > 0)
    }
  }

  @Test func averagesWeighByImages() {
    var average = LossAverage()
    average.add(LossTerms(reconstruction: 10, kl: 1, klWeight: 2), images: 3)
    average.add(LossTerms(reconstruction: 20, kl: 5, klWeight: 2), images: 1)
    #expect(average.mean == LossTerms(reconstruction: 12.5, kl: 2, klWeight: 2))
    #expect(average.mean.total == 16.5 && average.mean.negativeELBO == 14.5)
  }

  /// While the weight rises, totals are 8.5 + 0.25 · 8 = 10.5 and 6 + 1 · 4 = 10: their mean is 10.25, and
  /// the KL term's share of it 3 of a KL of 6.
  @Test func theAverageOfTotalsIsTheTotalOfTheAverage() {
    var average = LossAverage()
    average.add(
      LossTerms(reconstruction: 7.5, kl: 8, klWeight: 0.25, adjustment: 1), images: 2)
    average.add(LossTerms(reconstruction: 6, kl: 4, klWeight: 1), images: 2)
    #expect(average.mean.total == 10.25)
    #expect(average.mean.kl == 6 && average.mean.klWeight == 0.5)
  }

  /// Points on a line in five dimensions with a little spread across it: the first axis is the line.
  @Test func theMainPlaneHoldsTheMainDirections() {
    let direction = [3.0, 0, 4, 0, 0].map { $0 / 5 }, across = [0.0, 1, 0, 0, 0]
    var random = Philox(seed: 1, stream: .prior)
    var codes: [Float] = []
    for _ in 0..<500 {
      let (a, b) = (10 * Double(random.nextUnit()) - 5, Double(random.nextUnit()) - 0.5)
      for index in 0..<5 {
        codes.append(
          Float(1 + a * direction[index] + b * across[index] + 0.01 * Double(random.nextUnit())))
      }
    }
    let plane = PrincipalPlane(of: codes, dimensions: 5)
    let along = zip(plane.axes[0], direction).reduce(0) { $0 + $1.0 * $1.1 }
    let sideways = zip(plane.axes[1], across).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(along > 0.999 && sideways > 0.999)
    let point = plane.project(codes)[7]
    let back = plane.code(x: point.x, y: point.y)
    for index in 0..<5 { #expect(abs(back[index] - codes[7 * 5 + index]) < 0.02) }
  }
}
