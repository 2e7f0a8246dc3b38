/// Stochastic gradient descent: v = momentum · v - rate · g, w += v; Nesterov's form in Keras adds
/// momentum · v - rate · g instead.
package final class SGD: Optimizer {
  private let rate: Float
  private let momentum: Float
  private let isNesterov: Bool
  private let velocity: FloatBuffer?

  package init(rate: Float, momentum: Float, isNesterov: Bool, count: Int) {
    self.rate = rate
    self.momentum = momentum
    self.isNesterov = isNesterov
    velocity = momentum == 0 ? nil : FloatBuffer(count: count)
  }

  package func update(
    _ parameters: FloatBuffer, gradients: FloatBuffer, step: Int, rateFactor: Float,
    on engine: Engine
  ) {
    engine.sgd(
      parameters, gradients, velocity: velocity, rate: rate * rateFactor, momentum: momentum,
      isNesterov: isNesterov)
  }

  package var state: [(name: String, buffer: FloatBuffer)] {
    velocity.map { [("velocity", $0)] } ?? []
  }
}
