import Autoencoders
import Foundation
import TestSupport
import Testing

struct UnsafeEngineRowsTests {
  /// Distance from the true value in units of the last place of the float nearest to it.
  static func ulps(_ found: Float, _ expected: Double) -> Double {
    abs(Double(found) - expected) / Double(max(Float(expected).ulp, .leastNormalMagnitude))
  }

  private static func row(from low: Float, to high: Float, count: Int) -> Matrix {
    let row = Matrix(rows: 1, columns: count)
    for index in 0..<count {
      row[0, index] = low + (high - low) * Float(index) / Float(count - 1)
    }
    return row
  }

  @Test(arguments: runnableKernels)
  func expIsWithinTwoUlps(kernels: String) {
    let x = Self.row(from: -87, to: 88, count: 100_003), y = Matrix(rows: 1, columns: 100_003)
    makeEngine(kernels).exp(x, into: y)
    let worst =
      (0..<x.columns).map { Self.ulps(y[0, $0], Foundation.exp(Double(x[0, $0]))) }.max() ?? 9
    #expect(worst <= 2, "\(worst) ulp")
  }

  @Test(arguments: runnableKernels)
  func log1pIsWithinTwoUlps(kernels: String) {
    let x = Self.row(from: 0, to: 1, count: 100_003), y = Matrix(rows: 1, columns: 100_003)
    for index in 0..<1000 { x[0, index] = pow(10, -30 * Float(index) / 1000) }
    makeEngine(kernels).log1pUnit(x, into: y)
    let worst = (0..<x.columns).map { Self.ulps(y[0, $0], log1p(Double(x[0, $0]))) }.max() ?? 9
    #expect(worst <= 2, "\(worst) ulp")
  }

  @Test(arguments: runnableKernels)
  func sigmoidIsWithinThreeUlps(kernels: String) {
    let x = Self.row(from: -80, to: 80, count: 100_003), y = Matrix(rows: 1, columns: 100_003)
    makeEngine(kernels).sigmoid(x, into: y)
    let worst =
      (0..<x.columns).map {
        Self.ulps(y[0, $0], 1 / (1 + Foundation.exp(-Double(x[0, $0]))))
      }.max() ?? 9
    #expect(worst <= 3, "\(worst) ulp")
  }

  @Test(arguments: runnableKernels)
  func pixelsBecomeExactFractions(kernels: String) {
    let pixels = (0..<10 * 256).map { UInt8(truncatingIfNeeded: $0) }
    let output = Matrix(rows: 3, columns: 256)
    makeEngine(kernels).expandPixels(pixels, images: [9, 0, 4], into: output)
    for row in 0..<3 {
      #expect((0..<256).allSatisfy { output[row, $0] == Float($0) / 255 })
    }
  }

  @Test(arguments: runnableKernels, [1, 7, 16, 17, 784])
  func bernoulliAgreesWithItsFormula(kernels: String, columns: Int) {
    let logits = Matrix.random(3, columns, seed: 1), target = Matrix.random(3, columns, seed: 2)
    for row in 0..<3 {
      for column in 0..<columns {
        logits[row, column] *= column % 5 == 0 ? 60 : 5
        target[row, column] = abs(target[row, column])
      }
    }
    let nats = Matrix.column(3), gradient = Matrix(rows: 3, columns: columns)
    makeEngine(kernels).bernoulli(
      logits: logits, target: target, nats: nats, gradient: gradient, scale: 0.5)
    for row in 0..<3 {
      var expected = 0.0
      for column in 0..<columns {
        let (l, t) = (Double(logits[row, column]), Double(target[row, column]))
        let p = 1 / (1 + exp(-l))
        // -t log p - (1 - t) log(1 - p), with log(1 - p) = log p - l.
        let logP = l < 0 ? l - log1p(exp(l)) : -log1p(exp(-l))
        expected -= t * logP + (1 - t) * (logP - l)
        #expect(abs(Double(gradient[row, column]) - 0.5 * (p - t)) < 2e-7)
      }
      #expect(abs(Double(nats[row, 0]) - expected) < 1e-6 * max(1, expected))
    }
  }

  @Test(arguments: runnableKernels)
  func gaussianAgreesWithItsFormula(kernels: String) {
    let logits = Matrix.random(2, 19, seed: 1), target = Matrix.random(2, 19, seed: 2)
    let nats = Matrix.column(2), gradient = Matrix(rows: 2, columns: 19)
    makeEngine(kernels).gaussian(
      logits: logits, target: target, standardDeviation: 0.3, nats: nats, gradient: gradient)
    for row in 0..<2 {
      let expected = (0..<19).reduce(0.0) { sum, column in
        let mean = 1 / (1 + exp(-Double(logits[row, column])))
        let error = mean - Double(target[row, column])
        return sum + error * error / (2 * 0.09) + 0.5 * log(2 * .pi * 0.09)
      }
      #expect(abs(Double(nats[row, 0]) - expected) < 2e-5 * abs(expected))
    }
  }

  @Test(arguments: runnableKernels, Activation.allCases)
  func activationGradients(kernels: String, activation: Activation) {
    let engine = makeEngine(kernels)
    let input = Matrix.random(3, 21, seed: 8), output = Matrix(rows: 3, columns: 21)
    for row in 0..<3 {
      for column in 0..<21 {
        output[row, column] = Float(activation.value(Double(input[row, column])))
      }
    }
    let gradient = Matrix.random(3, 21, seed: 9)
    let before = gradient.floats
    engine.multiply(gradient, byDerivativeOf: activation, at: output)
    for (index, found) in gradient.floats.enumerated() {
      let x = Double(input.floats[index]), h = 1e-5
      let slope = (activation.value(x + h) - activation.value(x - h)) / (2 * h)
      #expect(abs(Double(found) - Double(before[index]) * slope) < 1e-5)
    }
  }

  @Test(.mustEnd, arguments: runnableKernels, [1, 15, 16, 100, 130])
  func sumsOfColumns(kernels: String, columns: Int) {
    let matrix = Matrix.random(23, columns, seed: 3), sums = Matrix(rows: 1, columns: columns)
    makeEngine(kernels, threads: 2).sumRows(of: matrix, into: sums)
    for column in 0..<columns {
      let expected = (0..<23).reduce(0.0) { $0 + Double(matrix[$1, column]) }
      #expect(abs(Double(sums[0, column]) - expected) < 1e-5)
    }
  }
}
