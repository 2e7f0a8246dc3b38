import Autoencoders
import Testing

struct CodeDirectionTests {
  /// Two sets of codes whose moments are known: (0 or 2, 1) four times over, and (4 or 8, 3 or 5).
  private static let codes: [Float] = [
    0, 1, 2, 1, 0, 1, 2, 1,
    4, 3, 8, 5, 4, 5, 8, 3, 4, 3, 8, 5,
  ]

  /// Means (1, 1) and (6, 4); variances of four codes (4/3, 0), of six (4.8, 1.2).
  @Test func theDifferenceHasItsStandardError() throws {
    let direction = try #require(
      CodeDirection(in: Self.codes, dimensions: 2, from: [0, 1, 2, 3], to: [4, 5, 6, 7, 8, 9]))
    #expect(direction.start == [1, 1] && direction.difference == [5, 3])
    #expect(abs(direction.length - 34.0.squareRoot()) < 1e-6)
    let errors = try #require(direction.standardErrors)
    let squares: [Double] = [4.0 / 3 / 4 + 4.8 / 6, 1.2 / 6]
    #expect(abs(errors[0] - squares[0].squareRoot()) < 1e-6)
    #expect(abs(errors[1] - squares[1].squareRoot()) < 1e-6)
    // Along (5, 3) / √34 the first set varies by 25/34 · 4/3; the second has values (5 · ±2 + 3 · ±1) / √34 around its
    // mean, of which ±(13, 13, 7) are of the codes, and so 2 (169 + 169 + 49) / 34 / 5.
    let first: Double = 25.0 / 34 * 4 / 3 / 4
    let second: Double = 2.0 * 387 / 34 / 5 / 6
    let lengthError = try #require(direction.lengthError)
    #expect(abs(lengthError - (first + second).squareRoot()) < 1e-6)
    #expect(direction.startCount == 4 && direction.endCount == 6)
  }

  @Test func placesAreInUnitsOfTheDifference() throws {
    let direction = try #require(
      CodeDirection(in: Self.codes, dimensions: 2, from: [0, 1, 2, 3], to: [4, 5, 6, 7, 8, 9]))
    #expect(
      abs(direction.place(of: [1, 1])) < 1e-6 && abs(direction.place(of: [6, 4]) - 1) < 1e-6)
    // What lies across the direction is kept.
    let moved = direction.code([1 - 3, 1 + 5], at: 0.5)
    #expect(abs(moved[0] - (-2 + 2.5)) < 1e-5 && abs(moved[1] - (6 + 1.5)) < 1e-5)
    #expect(abs(direction.place(of: moved) - 0.5) < 1e-6)
  }

  @Test func ofOneCodeNobodyKnowsTheError() throws {
    let direction = try #require(
      CodeDirection(in: Self.codes, dimensions: 2, from: [0], to: [4, 5]))
    #expect(direction.standardErrors == nil && direction.lengthError == nil)
    #expect(direction.difference == [6, 3])
    #expect(CodeDirection(in: Self.codes, dimensions: 2, from: [], to: [4]) == nil)
  }

  /// Sets of the same mean have a direction of no length, and no code is moved.
  @Test func aDirectionOfNoLengthLeadsNowhere() throws {
    let direction = try #require(
      CodeDirection(in: Self.codes, dimensions: 2, from: [0, 1], to: [2, 3]))
    #expect(direction.length == 0 && direction.lengthError == nil)
    #expect(direction.place(of: [3, 4]) == 0 && direction.code([3, 4], at: 1) == [3, 4])
  }
}
