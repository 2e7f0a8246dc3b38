import Foundation
import Testing

@testable import Autoencoders

struct CholeskyFactorTests {
  /// [4 2 0; 2 5 2; 0 2 5] = L Lᵀ with L = [2 0 0; 1 2 0; 0 1 2], and determinant 64.
  @Test func factorsAMatrixDoneByHand() throws {
    let factor = try #require(CholeskyFactor([4, 2, 0, 2, 5, 2, 0, 2, 5], size: 3))
    #expect(factor.values == [2, 0, 0, 1, 2, 0, 0, 1, 2])
    #expect(abs(factor.logDeterminant - log(64)) < 1e-14)
    #expect(factor.multiply([1, 1, 1]) == [2, 3, 3])
    // The columns of b are the matrix times (1, 2, 3) and times (1, 0, -1).
    #expect(factor.solve([8, 4, 18, 0, 19, -5], columns: 2) == [1, 1, 2, 0, 3, -1])
    #expect(factor.solveLower([2, 3, 3], columns: 1) == [1, 1, 1])
  }

  @Test func refusesWhatIsNotPositiveDefinite() {
    #expect(CholeskyFactor([1, 2, 2, 1], size: 2) == nil)
    #expect(CholeskyFactor([0], size: 1) == nil)
    #expect(CholeskyFactor([.nan], size: 1) == nil)
  }
}
