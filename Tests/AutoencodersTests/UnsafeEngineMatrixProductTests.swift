import Autoencoders
import Foundation
import TestSupport
import Testing

struct UnsafeEngineMatrixProductTests {
  struct Shape: CustomTestStringConvertible {
    let m, n, k: Int
    var testDescription: String { "\(m)x\(n)x\(k)" }
  }

  /// Ones, tails just below, at and above each tile and vector, and a few larger ones.
  static let shapes: [Shape] =
    [1, 2, 3, 4, 5, 7, 13, 14, 15, 29].flatMap { m in
      [1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 65].map { Shape(m: m, n: $0, k: 9) }
    }
    + [1, 2, 7, 8, 15, 16, 17, 31, 33, 100].map { Shape(m: 6, n: 19, k: $0) }
    + [Shape(m: 100, n: 784, k: 2), Shape(m: 33, n: 70, k: 300), Shape(m: 2, n: 784, k: 256)]

  /// Against sums in float64: each product of numbers below one is off by at most a rounding a term.
  @Test(arguments: runnableKernels, shapes)
  func agreesWithSumsInDouble(kernels: String, shape: Shape) {
    let engine = makeEngine(kernels)
    let (m, n, k) = (shape.m, shape.n, shape.k)
    let a = Matrix.random(m, k, seed: 1), at = Matrix.random(k, m, seed: 1)
    let b = Matrix.random(k, n, seed: 2), bt = Matrix.random(n, k, seed: 2)
    let bias = Matrix.random(1, n, seed: 3)
    let tolerance = Float(k + 2) * 1.2e-7
    func expected(_ left: (Int, Int) -> Float, _ right: (Int, Int) -> Float, _ i: Int, _ j: Int)
      -> Float
    {
      Float((0..<k).reduce(Double(bias[0, j])) { $0 + Double(left(i, $1)) * Double(right($1, j)) })
    }
    let c = Matrix(rows: m, columns: n)
    engine.multiply(.plain(a), .plain(b), bias: bias, into: c)
    #expect(worst(c) { expected({ a[$0, $1] }, { b[$0, $1] }, $0, $1) } <= tolerance)
    engine.multiply(.plain(a), .transposed(bt), bias: bias, into: c)
    #expect(worst(c) { expected({ a[$0, $1] }, { bt[$1, $0] }, $0, $1) } <= tolerance)
    engine.multiply(.transposed(at), .plain(b), bias: bias, into: c)
    #expect(worst(c) { expected({ at[$1, $0] }, { b[$0, $1] }, $0, $1) } <= tolerance)
  }

  private func worst(_ c: Matrix, _ expected: (Int, Int) -> Float) -> Float {
    var worst: Float = 0
    for row in 0..<c.rows {
      for column in 0..<c.columns {
        worst = max(worst, abs(c[row, column] - expected(row, column)))
      }
    }
    return worst
  }

  @Test(arguments: runnableKernels, Activation.allCases)
  func appliesActivationsAndAccumulates(kernels: String, activation: Activation) {
    let engine = makeEngine(kernels)
    let a = Matrix.random(15, 7, seed: 4), b = Matrix.random(7, 37, seed: 5)
    let sums = Matrix(rows: 15, columns: 37), c = Matrix.random(15, 37, seed: 6)
    let start = c.floats
    engine.multiply(.plain(a), .plain(b), into: sums)
    engine.multiply(.plain(a), .plain(b), activation: activation, accumulating: true, into: c)
    for (index, found) in c.floats.enumerated() {
      let x = Double(sums.floats[index] + start[index])
      #expect(abs(found - Float(activation.value(x))) <= 1e-6)
    }
  }

  /// Nothing outside the window may change: neither the columns beyond it nor the rows below.
  @Test(arguments: runnableKernels)
  func writesInsideItsWindowOnly(kernels: String) {
    let engine = makeEngine(kernels)
    let whole = Matrix(rows: 9, columns: 40)
    whole.buffer.fill(7)
    let window = Matrix(
      buffer: whole.buffer, offset: whole.stride + 3, rows: 5, columns: 19, stride: whole.stride)
    engine.multiply(.plain(.random(5, 3, seed: 1)), .plain(.random(3, 19, seed: 2)), into: window)
    for row in 0..<9 {
      for column in 0..<40 where !((1...5).contains(row) && (3..<22).contains(column)) {
        #expect(whole[row, column] == 7)
      }
    }
  }

  /// The same bits for any split of the work.
  @Test(.mustEnd, arguments: runnableKernels)
  func threadsDoNotChangeABit(kernels: String) {
    let a = Matrix.random(131, 97, seed: 1), b = Matrix.random(203, 97, seed: 2)
    let results = [1, 2, 3, 4].map { threads in
      let c = Matrix(rows: 131, columns: 203)
      makeEngine(kernels, threads: threads).multiply(.plain(a), .transposed(b), into: c)
      return c.floats
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }
}

extension Activation {
  func value(_ x: Double) -> Double {
    switch self {
    case .identity: x
    case .relu: max(x, 0)
    case .sigmoid: 1 / (1 + exp(-x))
    case .tanh: Foundation.tanh(x)
    }
  }
}
