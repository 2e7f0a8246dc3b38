import TestSupport
import Testing

@testable import Autoencoders

/// Products that leave out zeros against the same products with every term.
struct SparseFactorTests {
  struct Shape: CustomTestStringConvertible {
    let m, n, k: Int
    var testDescription: String { "\(m)x\(n)x\(k)" }
  }

  /// Rows, columns and terms that fill no tile, group or vector, and those of training.
  static let shapes = [
    (8, 33, 700), (9, 131, 171), (33, 65, 100), (131, 70, 103), (32, 64, 784), (64, 785, 32),
    (513, 17, 33),
  ].map { Shape(m: $0.0, n: $0.1, k: $0.2) }

  private static func engine(_ kernels: String, computesZeros: Bool, threads: Int = 1) -> Engine {
    let engine = makeEngine(kernels, threads: threads)
    engine.computesZeros = computesZeros
    return engine
  }

  /// Images, so to speak: `share` of the numbers are zero, half of those with a sign.
  private static func sparse(_ rows: Int, _ columns: Int, share: Float) -> Matrix {
    let matrix = Matrix.random(rows, columns, seed: 1)
    var random = Philox(seed: 2, stream: .initialization)
    for row in 0..<rows {
      for column in 0..<columns where random.nextUnit() < share {
        matrix[row, column] = random.nextUnit() < 0.5 ? 0 : -0.0
      }
    }
    return matrix
  }

  private static func bits(_ matrix: Matrix) -> [UInt32] { matrix.floats.map(\.bitPattern) }

  /// The factors of products of one shape, `share` of the sparse ones' numbers being zero.
  private struct Factors {
    let sparseRows, sparseColumns, sparseTerms: Matrix
    let left, right, rightRows, bias, start: Matrix

    init(_ shape: Shape, share: Float) {
      let (m, n, k) = (shape.m, shape.n, shape.k)
      sparseRows = SparseFactorTests.sparse(m, k, share: share)
      sparseColumns = SparseFactorTests.sparse(k, m, share: share)
      sparseTerms = SparseFactorTests.sparse(k, n, share: share)
      left = .random(k, m, seed: 3)
      right = .random(k, n, seed: 4)
      rightRows = .random(n, k, seed: 5)
      bias = .random(1, n, seed: 6)
      start = .random(m, n, seed: 7)
    }

    /// Sparse rows, the other factor packed or in place, and sparse columns of one factor, the other or both.
    func products(_ engine: Engine) -> [[UInt32]] {
      let c = Matrix(rows: start.rows, columns: start.columns)
      func added(_ a: Factor, _ b: Factor) -> [UInt32] {
        engine.copy(start, into: c)
        engine.multiply(a, b, accumulating: true, into: c)
        return SparseFactorTests.bits(c)
      }
      return [
        added(.plain(sparseRows).sparse(), .plain(right)),
        added(.transposed(left), .plain(sparseTerms).sparse()),
        added(.transposed(sparseColumns).sparse(), .plain(right)),
        added(.transposed(sparseColumns).sparse(), .plain(sparseTerms).sparse()),
      ]
        + Activation.allCases.map {
          engine.multiply(
            .plain(sparseRows).sparse(), .transposed(rightRows), bias: bias, activation: $0, into: c
          )
          return SparseFactorTests.bits(c)
        }
    }
  }

  @Test(arguments: nativeKernels, shapes)
  func leavingOutZerosChangesNoBit(kernels: String, shape: Shape) {
    for share: Float in [0.5, 0.9, 1] {
      let factors = Factors(shape, share: share)
      #expect(
        factors.products(Self.engine(kernels, computesZeros: false))
          == factors.products(Self.engine(kernels, computesZeros: true)))
    }
  }

  @Test(.mustEnd, arguments: nativeKernels)
  func threadsDoNotChangeABit(kernels: String) {
    let factors = Factors(Shape(m: 261, n: 203, k: 97), share: 0.9)
    let results = [1, 2, 3, 4].map {
      factors.products(Self.engine(kernels, computesZeros: false, threads: $0))
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }

  /// Where nothing is added, the bias is the sum; one of -0 is 0, as it is after an addition of 0.
  @Test(arguments: nativeKernels, [false, true])
  func noSumIsNegativeZero(kernels: String, computesZeros: Bool) {
    let a = Matrix(rows: 40, columns: 100), weight = Matrix.random(50, 100, seed: 1)
    let bias = Matrix(rows: 1, columns: 50), c = Matrix.random(40, 50, seed: 2)
    for column in 0..<50 {
      bias[0, column] = -0.0
      for term in 0..<100 { weight[column, term] = -abs(weight[column, term]) }
    }
    Self.engine(kernels, computesZeros: computesZeros).multiply(
      .plain(a).sparse(), .transposed(weight), bias: bias, into: c)
    #expect(Self.bits(c).allSatisfy { $0 == 0 })
  }

  /// 0 · ∞ is no number, which shows whether that term was computed.
  @Test(arguments: nativeKernels)
  func whatMeetsOnlyZerosIsNotSeen(kernels: String) {
    func sums(ofZeros share: Float, computesZeros: Bool) -> [Float] {
      let a = Self.sparse(40, 100, share: share), weight = Matrix.random(50, 100, seed: 1)
      for row in 0..<40 { a[row, 57] = 0 }
      for unit in 0..<50 { weight[unit, 57] = .infinity }
      let c = Matrix(rows: 40, columns: 50)
      Self.engine(kernels, computesZeros: computesZeros).multiply(
        .plain(a).sparse(), .transposed(weight), into: c)
      return c.floats
    }
    #expect(sums(ofZeros: 0.9, computesZeros: false).allSatisfy { $0.isFinite })
    #expect(sums(ofZeros: 0.9, computesZeros: true).allSatisfy { $0.isNaN })
    #expect(sums(ofZeros: 0.1, computesZeros: false).allSatisfy { $0.isNaN })
  }

  /// The same for gradients: of an image with no end, only what stands where it has no ink is finite.
  @Test(arguments: nativeKernels)
  func columnsOfZerosAreNotSeen(kernels: String) {
    let gradient = Matrix.random(100, 40, seed: 1), images = Self.sparse(100, 64, share: 0.9)
    for unit in 0..<40 { gradient[31, unit] = .infinity }
    for pixel in 0..<64 { images[31, pixel] = pixel < 32 ? 1 : 0 }
    let c = Matrix(rows: 40, columns: 64)
    Self.engine(kernels, computesZeros: false).multiply(
      .transposed(gradient), .plain(images).sparse(), into: c)
    for unit in 0..<40 {
      for pixel in 0..<64 { #expect(c[unit, pixel].isFinite == (pixel >= 32)) }
    }
  }
}

/// Training that leaves out zeros against training that computes them.
struct SparseTrainingTests {
  @Test(arguments: nativeKernels, ["vae", "simple", "mean-field", "rbm", "stacked", "tied"])
  func weightsHaveTheSameBits(kernels: String, preset: String) throws {
    let preset = try #require(Preset.named(preset))
    let results = try [false, true].map { computesZeros in
      let trainer = SmallRun.trainer(preset, epochs: 20, kernels: kernels)
      trainer.model.engine.computesZeros = computesZeros
      for _ in 0..<200 {
        _ = try trainer.step()
        if trainer.isEpochComplete { trainer.beginNextEpoch() }
      }
      return trainer.model.parameters.floats.map(\.bitPattern)
    }
    #expect(results[0] == results[1])
  }

  /// A weight of a pixel that no image has ink in takes part in no sum, so the loss does not tell; what looks at
  /// the weights themselves does.
  @Test(arguments: nativeKernels)
  func anInfiniteWeightOfABlankPixelIsNamed(kernels: String) throws {
    let preset = try #require(Preset.named("simple"))
    let trainer = SmallRun.trainer(preset, kernels: kernels)
    let weight = try #require(trainer.model.namedParameters.first { $0.name.hasSuffix("weight") })
    trainer.model.parameters[weight.offset] = .infinity
    while !trainer.isEpochComplete {
      let report = try trainer.step()
      #expect(report.loss.isFinite)
    }
    #expect(trainer.divergence?.quantity == .parameters)
    #expect(trainer.divergence?.tensor == weight.name)
  }
}
