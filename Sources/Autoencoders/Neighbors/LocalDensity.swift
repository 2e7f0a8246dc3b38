internal import Foundation

/// How much emptier the surroundings of a code are than those of its neighbors: the logarithm of its
/// distance to the k-th nearest reference, over the mean of that distance of its k nearest references
/// (the simplified local outlier factor of Schubert, Zimek and Kriegel 2014).
///
/// A plain distance calls every code of a thinly populated region an anomaly and none of a crowded one;
/// the ratio asks each region for its own measure.
struct LocalDensity {
  private let neighbors: CodeNeighbors
  private let neighborCount: Int
  /// The distance of each reference to the k-th nearest other.
  private let radii: [Double]
  /// The ratio of each reference, itself left out.
  let referenceRatios: [Double]

  /// References at most; of more codes, as many evenly chosen ones.
  static let referenceLimit = 20_000

  /// - Parameters:
  ///   - codes: rows of `dimensions` values, two rows or more.
  ///   - neighborCount: k.
  init(codes: [Float], dimensions: Int, neighborCount: Int = 10, on engine: Engine) {
    neighbors = CodeNeighbors(codes: codes, dimensions: dimensions)
    self.neighborCount = min(neighborCount, neighbors.count - 1)
    let nearest = neighbors.nearestOthers(count: self.neighborCount, on: engine)
    let radii = nearest.map { $0[$0.count - 1].distance }
    self.radii = radii
    referenceRatios = nearest.map { Self.ratio($0, radii) }
  }

  /// Which of `count` images serve as references.
  static func references(of count: Int) -> [Int] {
    let kept = min(count, referenceLimit)
    return (0..<kept).map { $0 * count / kept }
  }

  /// The ratio of each of `codes`; greater means emptier.
  func ratios(of codes: [Float], on engine: Engine) -> [Double] {
    neighbors.nearest(to: codes, count: neighborCount, on: engine).map { Self.ratio($0, radii) }
  }

  private static func ratio(_ nearest: [CodeNeighbors.Neighbor], _ radii: [Double]) -> Double {
    let around = nearest.reduce(0) { $0 + radii[$1.index] } / Double(nearest.count)
    // Codes that coincide with all their neighbors are as normal as any.
    return log(max(nearest[nearest.count - 1].distance, 1e-9) / max(around, 1e-9))
  }
}
