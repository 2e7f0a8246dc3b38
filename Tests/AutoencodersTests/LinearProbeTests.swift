import Foundation
import Testing

@testable import Autoencoders

struct LinearProbeTests {
  private static let codes = (0..<40).flatMap { (i: Int) -> [Float] in
    [Float(i * 7 % 11 - 5), Float(i * 5 % 13 - 6), Float(i * i % 7 - 3)]
  }
  private static let labels: [UInt8] = [
    0, 2, 1, 2, 2, 1, 2, 1, 1, 2, 1, 0, 1, 1, 2, 1, 0, 2, 1, 0, 1, 1, 0, 1, 1, 1, 2, 0, 1, 2, 0, 1,
    1, 0, 2, 1, 1, 2, 1, 2,
  ]

  /// i = np.arange(40); x = np.stack([i * 7 % 11 - 5, i * 5 % 13 - 6, i * i % 7 - 3], 1)
  /// X = torch.tensor((x - x.mean(0)) / x.std(0)); W, b = zeros(3, 3), zeros(3)  # float64
  /// torch.optim.LBFGS([W, b], max_iter=2000, tolerance_grad=1e-12, tolerance_change=1e-16,
  ///                   line_search_fn='strong_wolfe')
  /// cross_entropy(X @ W + b, labels) + 1e-2 / 2 * (W ** 2).sum()  # 0.4406971659528004, accuracy 0.85
  @Test(arguments: runnableKernels)
  func reachesTheOptimumThatPyTorchFinds(kernels: String) {
    let engine = makeEngine(kernels)
    let probe = LinearProbe(
      codes: Self.codes, labels: Self.labels, dimensions: 3, penalty: 1e-2, on: engine)
    #expect(abs(probe.loss - 0.4406971659528) < 1e-7)
    #expect(probe.accuracy(Self.codes, labels: Self.labels, on: engine) == 0.85)
  }

  /// Central differences of the loss, at a point that is no minimum.
  @Test func theGradientIsThatOfTheLoss() {
    let task = SoftmaxRegression(
      inputs: Matrix(Self.codes, columns: 3), labels: Self.labels, classes: 3, penalty: 0.1,
      engine: makeEngine())
    let point = (0..<12).map { Double($0 % 5) / 8 - 0.25 }
    let gradient = task.evaluate(point).gradient
    for index in point.indices {
      func loss(_ shift: Double) -> Double {
        var moved = point
        moved[index] += shift
        return task.evaluate(moved).value
      }
      let step = 1.0 / 256
      #expect(abs((loss(step) - loss(-step)) / (2 * step) - gradient[index]) < 2e-4)
    }
  }

  /// A latent that never changes, as a dead unit's, neither helps nor harms.
  @Test func constantLatentsDoNoHarm() {
    let wider: [Float] = (0..<40).flatMap { (i: Int) -> [Float] in
      Array(Self.codes[3 * i..<3 * i + 3]) + [7]
    }
    let engine = makeEngine()
    let probe = LinearProbe(
      codes: wider, labels: Self.labels, dimensions: 4, penalty: 1e-2, on: engine)
    #expect(abs(probe.loss - 0.4406971659528) < 1e-7)
  }
}
