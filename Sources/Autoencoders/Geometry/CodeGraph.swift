/// Codes joined to their nearest neighbors, over which a path keeps to where codes are: the shortest paths
/// of Isomap (Tenenbaum, de Silva and Langford 2000).
public struct CodeGraph: Sendable {
  private let codes: [Float]
  private let dimensions: Int
  private let neighborCount: Int
  private let graph: WeightedGraph

  /// Compares every code with every other, as long as `shouldContinue` says so; nil where it did not.
  ///
  /// - Parameters:
  ///   - codes: two rows or more of `dimensions` values.
  ///   - dimensions: values per code.
  ///   - neighborCount: how many nearest codes each is joined to, where there are so many; it is joined to
  ///     those too that it is one of the nearest of.
  ///   - engine: where it is computed.
  ///   - shouldContinue: asked between parts of the work; where not, there is no graph.
  public init?(
    of codes: [Float], dimensions: Int, neighborCount: Int = 10, on engine: Engine,
    while shouldContinue: () -> Bool = { true }
  ) {
    let count = codes.count / dimensions
    precondition(count >= 2, "paths over \(count) codes")
    self.codes = codes
    self.dimensions = dimensions
    self.neighborCount = min(neighborCount, count - 1)
    guard
      let neighbors = NeighborGraph(
        of: codes, dimensions: dimensions, count: self.neighborCount, on: engine,
        while: shouldContinue)
    else { return nil }
    graph = WeightedGraph(neighbors)
  }

  /// The shortest path from one code to another over those of the graph. Both ends are joined to as many
  /// nearest codes as each code is.
  ///
  /// - Throws: where no chain of neighbors leads from one end to the other.
  public func path(
    from start: [Float], to end: [Float], on engine: Engine
  ) throws(CodeGraphError) -> DataPath {
    let nearest = CodeNeighbors(codes: codes, dimensions: dimensions)
      .nearest(to: start + end, count: neighborCount, on: engine)
      .map { $0.map { WeightedGraph.Edge(node: $0.index, length: $0.distance) } }
    switch graph.shortestPath(from: nearest[0], to: nearest[1]) {
    case .found(let nodes):
      return DataPath(knots: nodes, codes: [start] + nodes.map(code) + [end])
    case .exhausted(let reached):
      throw .disconnected(reached: reached, of: graph.nodeCount)
    }
  }

  private func code(_ row: Int) -> [Float] {
    Array(codes[row * dimensions..<(row + 1) * dimensions])
  }
}

/// Why there is no path over codes.
public enum CodeGraphError: Error, Equatable {
  /// From the start, no more than `reached` of all codes can be reached from neighbor to neighbor.
  case disconnected(reached: Int, of: Int)
}

/// A path over the codes of a `CodeGraph`.
public struct DataPath: Equatable, Sendable {
  /// The rows of the codes on the way, in their order.
  public let knots: [Int]
  private let polyline: Polyline

  /// - Parameter codes: those of the knots, between both ends.
  fileprivate init(knots: [Int], codes: [[Float]]) {
    self.knots = knots
    polyline = Polyline(codes)
  }

  /// The sum of the distances from code to code, both ends included.
  public var length: Double { polyline.length }

  /// `count` codes evenly spaced along the path, both ends included; at least two.
  public func codes(count: Int) -> [[Float]] { polyline.points(count: count) }
}
