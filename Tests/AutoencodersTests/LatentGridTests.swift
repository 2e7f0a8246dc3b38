import Autoencoders
import Testing

struct LatentGridTests {
  /// Φ⁻¹ of 0.05, 0.275, 0.5, 0.725 and 0.95, from scipy.stats.norm.ppf.
  @Test func quantilesAreThoseOfTheNormal() {
    let expected: [Float] = [-1.6448536, -0.5977601, 0, 0.5977601, 1.6448536]
    let grid = LatentGrid(quantiles: 5)
    #expect(zip(grid.coordinates, expected).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(abs(grid.priorMass - 0.81) < 1e-6)
  }

  @Test func extentsAreEven() {
    #expect(LatentGrid(extent: 3, count: 5).coordinates == [-3, -1.5, 0, 1.5, 3])
    #expect(LatentGrid(extent: 3, count: 1).coordinates == [0])
  }

  /// Rows from the top, where the second latent is greatest, as on the explorer's scatter.
  @Test func theSecondLatentGrowsUpwards() {
    let codes = LatentGrid(extent: 1, count: 2).codes(dimensions: 3)
    #expect(codes == [[-1, 1, 0], [1, 1, 0], [-1, -1, 0], [1, -1, 0]])
  }
}
