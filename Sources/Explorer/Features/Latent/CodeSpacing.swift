internal import Autoencoders

/// How far codes are from their nearest others: the measure by which a place is on the data or off it.
public struct CodeSpacing: Equatable, Sendable {
  /// The mean distance of each code to its nearest others.
  let distances: [Double]
  /// Seconds that it took to find them.
  let seconds: Double

  /// Compares all codes of the map that is shown; nil without two codes, and where nobody waits for it any
  /// more.
  init?(on bench: Workbench) {
    guard let map = bench.map, map.points.count > 1 else { return nil }
    var meter = OnDataMeter(
      codes: map.codes, dimensions: map.plane.latentCount, on: bench.model.engine)
    guard let distances = meter.spacing(while: bench.isWanted) else { return nil }
    self.distances = distances
    seconds = bench.seconds()
  }
}
