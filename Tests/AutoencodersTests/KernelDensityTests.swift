import Autoencoders
import Foundation
import Testing

struct KernelDensityTests {
  private static func places(_ count: Int) -> [(x: Double, y: Double)] {
    let values = Matrix.random(count, 2, seed: 3).floats.map(Double.init)
    return (0..<count).map { (3 * values[2 * $0], values[2 * $0 + 1]) }
  }

  private static let wide = PlaneGrid(columns: 80, rows: 60, x: -8...8, y: -6...6)

  @Test(arguments: [1, 7, 3000])
  func theTotalIsOne(count: Int) {
    let density = KernelDensity(of: Self.places(count), bandwidth: (0.6, 0.4))
    let cell = Self.wide.cellWidth * Self.wide.cellHeight
    let values = density.values(on: Self.wide, engine: makeEngine())
    #expect(values.count == Self.wide.count)
    #expect(abs(values.reduce(0, +) * cell - 1) < 1e-4)
  }

  @Test func aSinglePlaceIsAGaussian() {
    let density = KernelDensity(of: [(0.5, -1)], bandwidth: (0.8, 1.5))
    let values = density.values(on: Self.wide, engine: makeEngine())
    for (point, value) in zip(Self.wide.points, values) {
      let (x, y) = ((point.x - 0.5) / 0.8, (point.y + 1) / 1.5)
      let expected = exp(-0.5 * (x * x + y * y)) / (2 * Double.pi * 0.8 * 1.5)
      #expect(abs(value - expected) < 1e-6)
    }
  }

  /// Against the sum over places in double precision; more of them than are summed at a time.
  @Test(arguments: runnableKernels)
  func agreesWithTheSum(kernels: String) {
    let places = Self.places(2500)
    let grid = PlaneGrid(columns: 7, rows: 5, x: -3...3, y: -1...1)
    let values = KernelDensity(of: places, bandwidth: (0.3, 0.2))
      .values(on: grid, engine: makeEngine(kernels))
    for (point, value) in zip(grid.points, values) {
      let sum = places.reduce(0.0) { sum, place in
        let (x, y) = ((point.x - place.x) / 0.3, (point.y - place.y) / 0.2)
        return sum + exp(-0.5 * (x * x + y * y))
      }
      let expected = sum / (2 * Double.pi * 0.3 * 0.2 * 2500)
      #expect(abs(value - expected) < 1e-5 * max(expected, 1))
    }
  }

  /// 64 places, whose sixth root is two; the deviation counts one place less.
  @Test func theBandwidthFollowsScott() {
    let places = (0..<64).map { (x: $0 % 2 == 0 ? 10.0 : 14, y: 2.0) }
    let grid = PlaneGrid(columns: 100, rows: 100, x: 0...1, y: 0...4)
    let density = KernelDensity(of: places, for: grid)
    #expect(abs(density.bandwidth.x - 0.5 * (256.0 / 63).squareRoot()) < 1e-9)
    // No deviation upwards: half a cell.
    #expect(abs(density.bandwidth.y - 0.02) < 1e-12)
  }

  /// A place between points of a coarse grid is not lost.
  @Test func noPlaceFallsBetweenCells() {
    let grid = PlaneGrid(columns: 10, rows: 10, x: 0...10, y: 0...10)
    let density = KernelDensity(of: [(4, 4), (4.001, 4)], for: grid)
    let sum = density.values(on: grid, engine: makeEngine()).reduce(0, +)
    #expect(abs(sum - 1) < 0.05)
  }
}
