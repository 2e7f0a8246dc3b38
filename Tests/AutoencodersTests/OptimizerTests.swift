import Autoencoders
import Testing

struct OptimizerTests {
  struct Golden: CustomTestStringConvertible {
    let name: String
    let rule: OptimizerConfiguration
    /// w after 1, 2, 10 and 100 steps.
    let expected: [Double]
    var testDescription: String { name }
  }

  /// Minimizing w² from 2.5, in float64 with the rules as published; the preset of each is its formula
  /// in the docstring of its optimizer, iterated in Python. The last is
  /// `torch.optim.RMSprop([w], lr=1e-3, alpha=0.99, eps=1e-8, centered=True)` of PyTorch itself.
  static let goldens = [
    Golden(
      name: "SGD 0.1", rule: .sgd(rate: 0.1),
      expected: [2, 1.6, 0.268435456, 5.092589941e-10]),
    Golden(
      name: "SGD 0.1 momentum 0.9", rule: .sgd(rate: 0.1, momentum: 0.9),
      expected: [2, 1.15, 0.0109996765, -0.007128527803]),
    Golden(
      name: "Nesterov", rule: .sgd(rate: 0.1, momentum: 0.9, isNesterov: true),
      expected: [1.55, 0.556, 0.1284018392, -1.522380308e-07]),
    Golden(
      name: "Adam, Keras", rule: .adam(Adam.Constants()),
      expected: [2.499000001, 2.498000012, 2.490001296, 2.400684572]),
    Golden(
      name: "RMSprop, rho 0.9, Keras 2", rule: .rmsprop(RMSprop.Constants()),
      expected: [2.496837723, 2.494544941, 2.482687825, 2.391196996]),
    Golden(
      name: "RMSprop, rho 0.9, Keras 3",
      rule: .rmsprop(RMSprop.Constants(isEpsilonUnderRoot: true)),
      expected: [2.496837722, 2.494544941, 2.482687825, 2.391196994]),
    Golden(
      name: "RMSprop, alpha 0.99", rule: .rmsprop(RMSprop.Constants(decay: 0.99, epsilon: 1e-8)),
      expected: [2.49, 2.482925337, 2.449547691, 2.300245471]),
    Golden(
      name: "Adadelta, Keras 2.0.6", rule: .adadelta(Adadelta.Constants()),
      expected: [2.499552786, 2.499099915, 2.495387183, 2.450731807]),
    Golden(
      name: "Adadelta, Keras 2.1.6", rule: .adadelta(Adadelta.Constants(epsilon: 1e-7)),
      expected: [2.498585786, 2.497153952, 2.485431489, 2.34703567]),
    Golden(
      name: "Adadelta, Keras 3", rule: .adadelta(Adadelta.Constants(rate: 1e-3, epsilon: 1e-7)),
      expected: [2.499998586, 2.499997154, 2.499985404, 2.499842874]),
    Golden(
      name: "RMSprop, alpha 0.99, centered",
      rule: .rmsprop(RMSprop.Constants(decay: 0.99, epsilon: 1e-8, isCentered: true)),
      expected: [2.489949622049428, 2.482803570368785, 2.4483950419906346, 2.2562482397772903]),
  ]

  @Test(arguments: goldens, runnableKernels)
  func followsTheGoldenTrace(golden: Golden, kernels: String) {
    // Three parameters with the middle one under test: the others must stay where they are.
    let parameters = FloatBuffer(count: 3), gradients = FloatBuffer(count: 3)
    parameters.write([1, 2.5, 3])
    let optimizer = golden.rule.makeOptimizer(count: 3)
    let engine = makeEngine(kernels)
    var found: [Int: Double] = [:]
    for step in 1...100 {
      gradients.write([0, 2 * parameters[1], 0])
      optimizer.update(parameters, gradients: gradients, step: step, rateFactor: 1, on: engine)
      found[step] = Double(parameters[1])
    }
    for (step, expected) in zip([1, 2, 10, 100], golden.expected) {
      let value = found[step] ?? .nan
      #expect(abs(value / expected - 1) <= 1e-5, "step \(step): \(value)")
    }
    #expect(parameters[0] == 1 && parameters[2] == 3)
  }

  /// Adam with PyTorch's epsilon, and centered RMSprop, iterated in float64 here.
  @Test(arguments: runnableKernels)
  func pytorchForms(kernels: String) {
    let engine = makeEngine(kernels)
    let adam = OptimizerConfiguration.adam(
      Adam.Constants(rate: 0.1, epsilon: 0.5, epsilonPlacement: .pytorch)
    ).makeOptimizer(count: 1)
    let centered = OptimizerConfiguration.rmsprop(
      RMSprop.Constants(rate: 0.01, decay: 0.99, epsilon: 0.1, isCentered: true)
    ).makeOptimizer(count: 1)
    let under = OptimizerConfiguration.rmsprop(
      RMSprop.Constants(rate: 0.01, epsilon: 0.1, isEpsilonUnderRoot: true)
    ).makeOptimizer(count: 1)
    let w = [FloatBuffer(count: 1), FloatBuffer(count: 1), FloatBuffer(count: 1)]
    var expected = [2.5, 2.5, 2.5], m = 0.0, v = 0.0, s = 0.0, mean = 0.0, u = 0.0
    for buffer in w { buffer.write([2.5]) }
    let gradient = FloatBuffer(count: 1)
    for step in 1...50 {
      for (buffer, optimizer) in zip(w, [adam, centered, under]) {
        gradient.write([2 * buffer[0]])
        optimizer.update(buffer, gradients: gradient, step: step, rateFactor: 0.5, on: engine)
      }
      let g = expected.map { 2 * $0 }
      m = 0.9 * m + 0.1 * g[0]
      v = 0.999 * v + 0.001 * g[0] * g[0]
      let correction = (1 - pow(0.9, step), 1 - pow(0.999, step))
      expected[0] -= 0.05 * (m / correction.0) / ((v / correction.1).squareRoot() + 0.5)
      s = 0.99 * s + 0.01 * g[1] * g[1]
      mean = 0.99 * mean + 0.01 * g[1]
      expected[1] -= 0.005 * g[1] / ((s - mean * mean).squareRoot() + 0.1)
      u = 0.9 * u + 0.1 * g[2] * g[2]
      expected[2] -= 0.005 * g[2] / (u + 0.1).squareRoot()
    }
    for (buffer, value) in zip(w, expected) { #expect(abs(Double(buffer[0]) - value) < 2e-5) }
  }

  private func pow(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * base }
  }

  @Test func aCosineFallsFromOneToZero() {
    #expect(factor(.constant, 7) == 1)
    #expect(factor(.cosine, 1) == 1)
    #expect(abs(factor(.cosine, 6) - 0.5) < 1e-6)
    #expect(factor(.cosine, 10) < 0.03)
  }

  private func factor(_ schedule: RateSchedule, _ step: Int, stepsPerEpoch: Int = 1) -> Float {
    schedule.factor(step: step, stepsPerEpoch: stepsPerEpoch, epochs: 10 / stepsPerEpoch)
  }

  @Test func stepsMultiplyUp() {
    let schedule = RateSchedule.step(epochs: 2, factor: 0.5)
    #expect(
      (1...10).map { factor(schedule, $0, stepsPerEpoch: 2) } == [
        1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25,
      ])
  }

  @Test func aWarmUpRisesToTheNextSchedule() {
    let schedule = RateSchedule.warmUp(epochs: 2, next: .cosine)
    #expect((1...4).map { factor(schedule, $0, stepsPerEpoch: 2) } == [0.25, 0.5, 0.75, 1])
    #expect(factor(schedule, 5, stepsPerEpoch: 2) == 1)
    #expect(factor(schedule, 10, stepsPerEpoch: 2) < 0.3)
  }

  /// Rates of the paper's eight stages over 3280 epochs.
  @Test func burdaHasEightStages() {
    let ends = [0, 1, 4, 13, 40, 121, 364, 1093]
    let expected: [Float] = [1, 0.72, 0.52, 0.37, 0.27, 0.19, 0.14, 0.1]
    for (epoch, value) in zip(ends, expected) {
      #expect(RateSchedule.burda.factor(step: epoch + 1, stepsPerEpoch: 1, epochs: 3280) == value)
    }
    #expect(RateSchedule.burda.factor(step: 3280, stepsPerEpoch: 1, epochs: 3280) == 0.1)
  }

  /// AdamW with a zero gradient only shrinks.
  @Test(arguments: runnableKernels)
  func weightDecayIsApartFromTheGradient(kernels: String) {
    let optimizer = OptimizerConfiguration.adam(Adam.Constants(rate: 0.1, weightDecay: 0.5))
      .makeOptimizer(count: 2)
    let parameters = FloatBuffer(count: 2), gradients = FloatBuffer(count: 2)
    parameters.write([2, -1])
    optimizer.update(
      parameters, gradients: gradients, step: 1, rateFactor: 0.5, on: makeEngine(kernels))
    #expect(abs(parameters[0] - 1.95) < 1e-6 && abs(parameters[1] + 0.975) < 1e-6)
  }
}
