/// How good a map of codes in the plane is.
public struct MapQuality: Equatable, Sendable {
  /// How far neighbors in the map were neighbors before, at most one (Venna and Kaski 2001).
  public let trustworthiness: Double
  /// The share of points whose class is that of most of their nearest in the map; nil where they have no classes.
  public let neighborAccuracy: Double?

  /// - Parameters:
  ///   - map: two coordinates for each code.
  ///   - codes: rows of `dimensions` values.
  ///   - dimensions: values per code.
  ///   - labels: the class of each code, or none where there are no classes.
  ///   - neighbors: how many nearest points both numbers are about, less than half of all.
  ///   - engine: where it is computed.
  public init(
    of map: [Float], codes: [Float], dimensions: Int, labels: [UInt8], neighbors: Int = 5,
    on engine: Engine
  ) {
    let graph = NeighborGraph(of: map, dimensions: 2, count: neighbors, on: engine)
    trustworthiness = Autoencoders.trustworthiness(
      of: graph, codes: codes, dimensions: dimensions, count: neighbors, on: engine)
    neighborAccuracy = labels.isEmpty ? nil : graph.accuracy(labels: labels, count: neighbors)
  }
}
