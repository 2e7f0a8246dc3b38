import Datasets
import TestSupport
import Testing

@testable import Autoencoders

struct PrincipalComponentsTests {
  private static let rows: [Float] = [
    2, 0, 1, 3, 1, 1, 0, 2, 4, 3, 1, 0, 0, 2, 5, 1, 3, 1, 2, 2, 5, 0, 3, 1,
  ]

  /// import numpy as np
  /// x = np.array(rows).reshape(6, 4)
  /// w, v = np.linalg.eigh(np.cov(x.T, bias=True)); w[::-1]; v[:, ::-1].T   # signs as documented
  /// a = v[:, ::-1][:, :2]; m = x.mean(0); ((x - (m + (x - m) @ a @ a.T)) ** 2).sum(1)
  @Test func agreesWithNumPy() {
    let engine = makeEngine()
    let components = PrincipalComponents(of: Self.rows, dimensions: 4, count: 2, on: engine)
    expectNear(components.mean, [2.5, 7.0 / 6, 2, 1.5])
    expectNear(components.variances, [3.349338738363, 2.672865940075])
    expectNear(
      components.axes[0], [0.796641029806, -0.123997058556, -0.590765063808, -0.031375762666])
    expectNear(
      components.axes[1], [0.523007146437, 0.214127420359, 0.684763650584, -0.460121413831])
    let errors = components.squaredErrors(of: Matrix(Self.rows, columns: 4), on: engine)
    expectNear(
      errors,
      [
        1.218991109147, 0.672338982306, 4.885304785693, 0.025421746876, 0.365109827294,
        2.532938811384,
      ])
  }

  /// A mean of a million leaves single precision two digits; the spread is found all the same.
  @Test func aDistantMeanCostsNoDigits() {
    let rows = Self.rows.map { $0 + 1_000_000 }
    let far = PrincipalComponents(of: rows, dimensions: 4, count: 4, on: makeEngine())
    let near = PrincipalComponents(of: Self.rows, dimensions: 4, count: 4, on: makeEngine())
    expectNear(far.variances, near.variances, within: 1e-4)
  }

  /// Squared error per image of MNIST's test and training images (numpy, float64, fitted on the training
  /// images): Hinton and Salakhutdinov (2006) give 13.87 for thirty components.
  @Test(.mustEnd, .enabled(if: RealData.isPresent, Comment(rawValue: RealData.reason)))
  func agreesWithTheLiteratureOnMNIST() throws {
    let dataset = try Dataset.mnist(in: RealData.folder ?? "")
    let engine = makeEngine(threads: 2)
    let components = PrincipalComponents(of: dataset.train, count: 32, on: engine)
    for (count, test, train) in [
      (2, 43.645, 43.867), (30, 13.866, 14.207), (32, 13.193, 13.518),
    ] {
      let part = components.prefix(count)
      #expect(abs(part.squaredError(of: dataset.test, on: engine) - test) < 6e-4)
      #expect(abs(part.squaredError(of: dataset.train, on: engine) - train) < 6e-4)
    }
    // c = reconstruction.clip(1e-7, 1 - 1e-7); ((y - c)**2).sum(1).mean()
    // -(y * np.log(c) + (1 - y) * np.log(1 - c)).sum(1).mean()
    for (count, square, nats) in [(2, 43.4914, 180.5713), (32, 11.9225, 92.1007)] {
      let clipped = components.prefix(count).clippedLosses(of: dataset.test, on: engine)
      #expect(abs(clipped.squaredError - square) < 1e-3)
      #expect(abs(clipped.bernoulli - nats) < 2e-3)
    }
  }

  private func expectNear(_ found: [Double], _ expected: [Double], within: Double = 1e-5) {
    #expect(found.count == expected.count)
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < within, "\(a) is not \(b)") }
  }
}
