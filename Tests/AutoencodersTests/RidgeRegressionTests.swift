import Datasets
import Foundation
import TestSupport
import Testing

@testable import Autoencoders

struct RidgeRegressionTests {
  /// i = np.arange(12); x = np.stack([i * 7 % 11 - 5, i * 5 % 13 - 6, i * i % 7 - 3], 1).astype(float)
  /// y = np.stack([2 * x[:, 0] - x[:, 1] + i % 4, x[:, 2] ** 2], 1)
  /// dx = x - x.mean(0); dy = y - y.mean(0)
  /// w = np.linalg.solve(dx.T @ dx / 12 + .3 * np.eye(3), dx.T @ dy / 12)
  /// (x @ w + y.mean(0) - x.mean(0) @ w)[[0, 5]]
  @Test func agreesWithNumPy() {
    let inputs = Matrix(
      (0..<12).flatMap { (i: Int) -> [Float] in
        [Float(i * 7 % 11 - 5), Float(i * 5 % 13 - 6), Float(i * i % 7 - 3)]
      }, columns: 3)
    let outputs = Matrix(
      (0..<12).flatMap { (i: Int) -> [Float] in
        [2 * inputs[i, 0] - inputs[i, 1] + Float(i % 4), inputs[i, 2] * inputs[i, 2]]
      }, columns: 2)
    let engine = makeEngine()
    let predicted = RidgeRegression(from: inputs, to: outputs, penalty: 0.3, on: engine)
      .predict(inputs, on: engine)
    let expected: [Float] = [-2.99019214, 6.33678987, -10.22102014, 0.55784026]
    for (found, value) in zip(predicted.row(0) + predicted.row(5), expected) {
      #expect(abs(found - value) < 1e-5)
    }
  }

  /// The linear denoiser of MNIST with noise of 0.5 clipped, fitted on the training images with one draw
  /// of noise, its pixels kept in [0, 1]: mean squared error 0.01749 on the test images, 17.57 dB, and
  /// 0.017476, 17.576 dB with another draw (numpy, float64: np.linalg.solve as above, np.clip).
  @Test(.mustEnd, .enabled(if: RealData.isPresent, Comment(rawValue: RealData.reason)))
  func denoisesMNISTAsNumPyDoes() throws {
    let dataset = try Dataset.mnist(in: RealData.folder ?? "")
    let denoiser = ModelConfiguration(
      encoder: [], latent: .deterministic, decoder: [],
      corruption: .gaussian(standardDeviation: 0.5))
    let engine = makeEngine(threads: 2)
    let ridge = RidgeRegression(of: dataset.train, as: denoiser, seed: 1, on: engine)
    let error = ridge.squaredError(of: dataset.test, as: denoiser, seed: 1, on: engine) / 784
    #expect(abs(error - 0.01749) < 4e-5)
    #expect(abs(-10 * log10(error) - 17.57) < 0.015)
  }
}
