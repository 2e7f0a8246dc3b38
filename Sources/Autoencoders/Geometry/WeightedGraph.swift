/// Nodes joined by edges of some length, which may be walked both ways.
struct WeightedGraph: Sendable {
  /// Where the edges of each node begin, and at last how many there are.
  private let starts: [Int]
  private let neighbors: [Int32]
  private let lengths: [Double]

  /// A node and how far it is.
  struct Edge: Equatable, Sendable {
    let node: Int
    let length: Double
  }

  /// Joins each row to its nearest neighbors, and so to the rows that it is a neighbor of.
  init(_ graph: NeighborGraph) {
    var edges = [[Edge]](repeating: [], count: graph.rows)
    for (place, neighbor) in graph.neighbors.enumerated() {
      let (row, neighbor) = (place / graph.count, Int(neighbor))
      let length = graph.squaredDistances[place].squareRoot()
      edges[row].append(Edge(node: neighbor, length: length))
      edges[neighbor].append(Edge(node: row, length: length))
    }
    var starts = [0]
    for row in edges { starts.append(starts[starts.count - 1] + row.count) }
    self.starts = starts
    neighbors = edges.joined().map { Int32($0.node) }
    lengths = edges.joined().map(\.length)
  }

  var nodeCount: Int { starts.count - 1 }

  /// The edges of a node; some may be in it twice.
  func edges(of node: Int) -> [Edge] {
    (starts[node]..<starts[node + 1]).map {
      Edge(node: Int(neighbors[$0]), length: lengths[$0])
    }
  }
}

// MARK: - Shortest paths

extension WeightedGraph {
  /// What a search for a path comes to.
  enum Search: Equatable {
    /// The nodes of a shortest path.
    case found([Int])
    /// There is no path; so many nodes can be reached from the start.
    case exhausted(reached: Int)
  }

  /// The shortest path from a place outside the graph to another one (Dijkstra 1959).
  ///
  /// - Parameters:
  ///   - start: the nodes that the start is joined to.
  ///   - end: the nodes that the end is joined to, each once.
  func shortestPath(from start: [Edge], to end: [Edge]) -> Search {
    let ends = Dictionary(uniqueKeysWithValues: end.map { ($0.node, $0.length) })
    var distances = [Double](repeating: .infinity, count: nodeCount)
    var previous = [Int?](repeating: nil, count: nodeCount)
    var queue = NodeQueue()
    var best: (node: Int, distance: Double)?
    func visit(_ edge: Edge, from node: Int?, at distance: Double) {
      guard distance + edge.length < distances[edge.node] else { return }
      distances[edge.node] = distance + edge.length
      previous[edge.node] = node
      queue.insert(Edge(node: edge.node, length: distance + edge.length))
    }
    for edge in start { visit(edge, from: nil, at: 0) }
    while let nearest = queue.removeNearest() {
      if let best, nearest.length >= best.distance { break }
      guard nearest.length == distances[nearest.node] else { continue }
      if let rest = ends[nearest.node], nearest.length + rest < best?.distance ?? .infinity {
        best = (nearest.node, nearest.length + rest)
      }
      for edge in edges(of: nearest.node) { visit(edge, from: nearest.node, at: nearest.length) }
    }
    guard let best else { return .exhausted(reached: distances.count { $0.isFinite }) }
    return .found(sequence(first: best.node) { previous[$0] }.reversed())
  }
}

/// Nodes by their distance, the nearest first: a binary heap.
private struct NodeQueue {
  private var heap: [WeightedGraph.Edge] = []

  mutating func insert(_ edge: WeightedGraph.Edge) {
    heap.append(edge)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].length < heap[parent].length else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func removeNearest() -> WeightedGraph.Edge? {
    guard let last = heap.popLast() else { return nil }
    guard let nearest = heap.first else { return last }
    heap[0] = last
    var parent = 0
    while let child = lesserChild(of: parent), heap[child].length < heap[parent].length {
      heap.swapAt(child, parent)
      parent = child
    }
    return nearest
  }

  private func lesserChild(of parent: Int) -> Int? {
    let left = 2 * parent + 1
    guard left < heap.count else { return nil }
    let right = left + 1
    return right < heap.count && heap[right].length < heap[left].length ? right : left
  }
}
