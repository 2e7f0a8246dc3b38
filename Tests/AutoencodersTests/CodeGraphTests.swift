import Foundation
import Testing

@testable import Autoencoders

/// Paths over codes whose shape is known.
struct CodeGraphTests {
  /// 181 codes on half a circle of radius 1, a degree apart, from (1, 0) over (0, 1) to (-1, 0).
  private static let horseshoe: [Float] = (0...180).flatMap { degrees in
    let angle = Double(degrees) * .pi / 180
    return [Float(cos(angle)), Float(sin(angle))]
  }

  private static func graph(_ codes: [Float], neighborCount: Int) throws -> CodeGraph {
    try #require(
      CodeGraph(of: codes, dimensions: 2, neighborCount: neighborCount, on: makeEngine()))
  }

  @Test func aPathKeepsToAHorseshoe() throws {
    let path = try Self.graph(Self.horseshoe, neighborCount: 2)
      .path(from: [1, 0], to: [-1, 0], on: makeEngine())
    // The two nearest of the outermost codes are those one and two degrees away; the way goes to the latter.
    #expect(path.knots == [0] + Array(2...178) + [180])
    // 176 chords of one degree and two of two.
    #expect(abs(path.length - 352 * sin(.pi / 360) - 4 * sin(.pi / 180)) < 1e-4)
    let codes = path.codes(count: 11)
    #expect(codes.count == 11 && codes.first == [1, 0] && codes.last == [-1, 0])
    for (index, code) in codes.enumerated() {
      let angle = Double(index) * .pi / 10
      #expect(abs(Double(code[0]) - cos(angle)) < 1e-3)
      #expect(abs(Double(code[1]) - sin(angle)) < 1e-3)
    }
  }

  /// Each two codes that follow one another are among the nearest of one of them.
  @Test func knotsAreJoinedByEdges() throws {
    let codes = Matrix.random(400, 2, seed: 4).floats
    let neighbors = NeighborGraph(of: codes, dimensions: 2, count: 6, on: makeEngine())
    func isJoined(_ a: Int, _ b: Int) -> Bool {
      neighbors.neighbors[6 * a..<6 * (a + 1)].contains(Int32(b))
        || neighbors.neighbors[6 * b..<6 * (b + 1)].contains(Int32(a))
    }
    let path = try Self.graph(codes, neighborCount: 6)
      .path(from: [-0.9, -0.9], to: [0.9, 0.9], on: makeEngine())
    #expect(path.knots.count > 5)
    for (a, b) in zip(path.knots, path.knots.dropFirst()) { #expect(isJoined(a, b)) }
    #expect(path.length >= 1.8 * 2.0.squareRoot() && path.length < 4)
    let outside = try #require(path.codes(count: 3).first)
    #expect(outside == [-0.9, -0.9])
  }

  /// Against Floyd and Warshall's algorithm on all pairs.
  @Test func pathsAreShortest() {
    let codes = Matrix.random(60, 2, seed: 8).floats
    let neighbors = NeighborGraph(of: codes, dimensions: 2, count: 4, on: makeEngine())
    let graph = WeightedGraph(neighbors)
    var distances = (0..<60).map { a in (0..<60).map { a == $0 ? 0 : Double.infinity } }
    for place in neighbors.neighbors.indices {
      let (a, b) = (place / 4, Int(neighbors.neighbors[place]))
      distances[a][b] = neighbors.squaredDistances[place].squareRoot()
      distances[b][a] = distances[a][b]
    }
    let edges = distances
    for middle in 0..<60 {
      for a in 0..<60 {
        for b in 0..<60 {
          distances[a][b] = min(distances[a][b], distances[a][middle] + distances[middle][b])
        }
      }
    }
    for (a, b) in [(0, 59), (7, 31), (12, 12), (40, 3)] {
      let found = graph.shortestPath(
        from: [.init(node: a, length: 0)], to: [.init(node: b, length: 0)])
      guard case .found(let nodes) = found else {
        #expect(distances[a][b] == .infinity)
        continue
      }
      #expect(nodes.first == a && nodes.last == b)
      let length = zip(nodes, nodes.dropFirst()).reduce(0) { $0 + edges[$1.0][$1.1] }
      #expect(abs(length - distances[a][b]) < 1e-12)
    }
  }

  @Test func islandsAreNotJoined() throws {
    let island = (0..<30).flatMap { (index: Int) -> [Float] in [Float(index) / 10, 0] }
    let graph = try Self.graph(island + Self.horseshoe.map { $0 + 100 }, neighborCount: 3)
    #expect(throws: CodeGraphError.disconnected(reached: 30, of: 211)) {
      try graph.path(from: [0, 0], to: [101, 100], on: makeEngine())
    }
    #expect(throws: CodeGraphError.disconnected(reached: 181, of: 211)) {
      try graph.path(from: [101, 100], to: [0, 0], on: makeEngine())
    }
  }

  @Test func aSearchForNeighborsCanBeStopped() {
    let codes = Matrix.random(3000, 2, seed: 4).floats
    var chunks = 0
    let stopped = CodeGraph(of: codes, dimensions: 2, on: makeEngine()) {
      chunks += 1
      return chunks < 2
    }
    #expect(stopped == nil && chunks == 2)
    let whole = NeighborGraph(of: codes, dimensions: 2, count: 4, on: makeEngine())
    let chunked = NeighborGraph(of: codes, dimensions: 2, count: 4, on: makeEngine()) { true }
    #expect(chunked?.neighbors == whole.neighbors)
  }

  @Test func pointsOfAWayAreEvenlySpaced() {
    let polyline = Polyline([[0, 0], [3, 0], [3, 0], [3, 1]])
    #expect(polyline.length == 4)
    #expect(polyline.points(count: 5) == [[0, 0], [1, 0], [2, 0], [3, 0], [3, 1]])
    #expect(Polyline([[2], [2]]).points(count: 3) == [[2], [2], [2]])
  }
}
