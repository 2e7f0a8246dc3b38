import Foundation
import Testing

@testable import Autoencoders

struct SymmetricEigendecompositionTests {
  /// np.linalg.eigvalsh([[1 / (i + j + 1) for j in range(5)] for i in range(5)])[::-1]
  @Test func findsTheEigenvaluesOfHilbertsMatrix() {
    let hilbert = (0..<25).map { index -> Double in
      let (row, column): (Int, Int) = index.quotientAndRemainder(dividingBy: 5)
      return 1 / Double(row + column + 1)
    }
    let eigen = SymmetricEigendecomposition(hilbert, size: 5)
    let expected: [Double] = [
      1.567050691098, 0.208534218611, 0.01140749162342, 3.058980401512e-4, 3.287928772175e-6,
    ]
    for (a, b) in zip(eigen.values, expected) { #expect(abs(a - b) < 1e-12) }
  }

  /// A · v = λ · v and vᵀ · v = I, also where eigenvalues are equal or zero.
  @Test(arguments: [1, 2, 3, 17, 40])
  func vectorsAreOrthonormalEigenvectors(size: Int) {
    var random = Philox(seed: UInt64(size), stream: .initialization)
    let rank = max(1, size / 2)
    let factors = (0..<rank).map { _ in (0..<size).map { _ in Double(random.nextUnit()) - 0.5 } }
    var matrix = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0..<size {
        matrix[row * size + column] = factors.reduce(0) { $0 + $1[row] * $1[column] }
      }
    }
    let eigen = SymmetricEigendecomposition(matrix, size: size)
    #expect(eigen.values == eigen.values.sorted(by: >))
    for (value, vector) in zip(eigen.values, eigen.vectors) {
      for row in 0..<size {
        let product = (0..<size).reduce(0) { $0 + matrix[row * size + $1] * vector[$1] }
        #expect(abs(product - value * vector[row]) < 1e-12)
      }
    }
    for a in 0..<size {
      for b in 0..<size {
        let product = zip(eigen.vectors[a], eigen.vectors[b]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (a == b ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test func takesDiagonalMatricesAsTheyAre() {
    let eigen = SymmetricEigendecomposition([1, 0, 0, 0, 3, 0, 0, 0, 2], size: 3)
    #expect(eigen.values == [3, 2, 1])
    #expect(eigen.vectors == [[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    #expect(SymmetricEigendecomposition([0, 0, 0, 0], size: 2).values == [0, 0])
  }
}
