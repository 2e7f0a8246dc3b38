import Autoencoders
import TestSupport
import Testing

/// Products whose factors are rounded to bfloat16.
struct Bfloat16Tests {
  struct Shape: CustomTestStringConvertible {
    let m, n, k: Int
    var testDescription: String { "\(m)x\(n)x\(k)" }
  }

  /// Tails below, at and above tiles, pairs and the rows that are packed at a time.
  static let shapes = [
    Shape(m: 32, n: 32, k: 32), Shape(m: 33, n: 47, k: 35), Shape(m: 45, n: 65, k: 64),
    Shape(m: 113, n: 33, k: 33), Shape(m: 230, n: 100, k: 97),
  ]

  /// The nearest number of 8 significant bits, the even one of two: half of what is cut off is added
  /// before it is, and one more where the last bit that stays is odd.
  private static func rounded(_ x: Float) -> Double {
    let bits = x.bitPattern
    return Double(Float(bitPattern: (bits &+ 0x7fff &+ (bits >> 16 & 1)) & 0xffff_0000))
  }

  /// Products of such numbers are exact as floats, so only sums round: by half a unit in the last place a
  /// term and the bias, none of which is larger than k + 1.
  @Test(arguments: roundingKernels, shapes)
  func sumsProductsOfRoundedFactors(kernels: String, shape: Shape) {
    let engine = makeEngine(kernels)
    let (m, n, k) = (shape.m, shape.n, shape.k)
    let a = Matrix.random(m, k, seed: 1), at = transposed(a)
    let b = Matrix.random(k, n, seed: 2), bt = transposed(b), bias = Matrix.random(1, n, seed: 3)
    let (x, y) = (a.floats.map(Self.rounded), bt.floats.map(Self.rounded))
    let expected = (0..<m * n).map { place in
      let (i, j) = (place / n, place % n)
      return (0..<k).reduce(Double(bias[0, j])) { $0 + x[i * k + $1] * y[j * k + $1] }
    }
    for (left, right) in [
      (Factor.plain(a), Factor.plain(b)), (.plain(a), .transposed(bt)),
      (.transposed(at), .plain(b)),
    ] {
      let c = Matrix(rows: m, columns: n)
      engine.multiply(left, right, bias: bias, into: c)
      let worst = zip(c.floats, expected).map { abs(Double($0) - $1) }.max() ?? 1
      #expect(worst <= Double((k + 1) * (k + 1)) * 6e-8)
      let exact = zip(c.floats, products(a, b, bias)).map { abs($0 - $1) }.max() ?? 0
      #expect(exact > 1e-4)
    }
  }

  private func products(_ a: Matrix, _ b: Matrix, _ bias: Matrix) -> [Float] {
    let c = Matrix(rows: a.rows, columns: b.columns)
    makeEngine("portable").multiply(.plain(a), .plain(b), bias: bias, into: c)
    return c.floats
  }

  private func transposed(_ matrix: Matrix) -> Matrix {
    let result = Matrix(rows: matrix.columns, columns: matrix.rows)
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns { result[column, row] = matrix[row, column] }
    }
    return result
  }

  /// A posterior of few latents is not rounded.
  @Test(arguments: roundingKernels)
  func smallProductsAreWhole(kernels: String) {
    let a = Matrix.random(100, 256, seed: 1), b = Matrix.random(256, 4, seed: 2)
    let results = [kernels, "avx512"].map { kernels in
      let c = Matrix(rows: 100, columns: 4)
      makeEngine(kernels).multiply(.plain(a), .plain(b), into: c)
      return c.floats
    }
    #expect(results[0] == results[1])
  }

  @Test(.mustEnd, arguments: roundingKernels)
  func threadsDoNotChangeABit(kernels: String) {
    let a = Matrix.random(261, 203, seed: 1), b = Matrix.random(203, 97, seed: 2)
    let results = [1, 2, 3, 4].map { threads in
      let c = Matrix(rows: 261, columns: 97)
      makeEngine(kernels, threads: threads).multiply(.plain(a), .plain(b), into: c)
      return c.floats
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }

  @Test func noneIsChosenByItself() {
    #expect(!Engine().roundsFactors)
  }

  /// After three epochs the loss is another, and no worse than by a hundredth.
  @Test(arguments: roundingKernels)
  func trainsAsWholeFloatsDo(kernels: String) throws {
    let preset = try #require(Preset.named("vae"))
    let losses = try [kernels, "avx512"].map { kernels in
      let trainer = SmallRun.trainer(preset, kernels: kernels)
      try trainer.finish()
      return SmallRun.evaluator(preset).evaluate(trainer.model, seed: 1).loss.total
    }
    #expect(losses[0] != losses[1])
    #expect(abs(losses[0] - losses[1]) <= 0.01 * losses[1])
  }
}
