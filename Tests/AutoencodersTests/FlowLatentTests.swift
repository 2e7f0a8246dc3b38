import Autoencoders
import Testing

struct FlowLatentTests {
  @Test func gradientsMatchFiniteDifferences() { ModelFixture.flow.expectGradients() }

  /// Without noise the code is what the flow makes of the mean, which is what `encode` gives.
  @Test func encodesWhatTheFlowMakesOfTheMean() {
    let (model, images) = (ModelFixture.flow.makeModel(), ModelFixture.flow.images)
    let codes = model.evaluate(images, noise: .none).codes.floats
    let statistics = model.encode(images)
    #expect((0..<8).flatMap { statistics.row($0).prefix(3) } == codes)
  }

  @Test(arguments: [(0, 7), (65, 7), (2, 0), (2, 1 << 15)])
  func sizesMustBePossible(steps: Int, hidden: Int) {
    let model = ModelFixture.dense(
      [.dense(12, .tanh)], .autoregressiveFlow(dimensions: 3, steps: steps, hidden: hidden))
    #expect(throws: ModelConfigurationError.flow(steps: steps, hidden: hidden)) {
      try model.validate()
    }
  }
}

extension ModelFixture {
  static let flow = ModelFixture(
    "flow", dense([.dense(12, .tanh)], .autoregressiveFlow(dimensions: 3, steps: 2, hidden: 7)),
    Objective(klWeight: 2))
}
