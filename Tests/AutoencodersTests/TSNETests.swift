import Foundation
import TestSupport
import Testing

@testable import Autoencoders

struct TSNETests {
  private static func graph(_ rows: Int, neighbors: Int) -> NeighborGraph {
    NeighborGraph(
      of: Matrix.random(rows, 5, seed: 8).floats, dimensions: 5, count: neighbors, on: makeEngine())
  }

  @Test func probabilitiesHaveThePerplexity() {
    let distances = (0..<90).map { index -> Double in 100 + Double(index * index) / 7 }
    let probabilities = NeighborAffinities.probabilities(distances, perplexity: 30)
    let entropy = -probabilities.reduce(0) { $0 + $1 * log($1) }
    #expect(abs(entropy - log(30)) < 1e-6)
    #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
    // Equal distances leave no choice.
    #expect(
      NeighborAffinities.probabilities([2, 2, 2, 2], perplexity: 3) == [0.25, 0.25, 0.25, 0.25])
  }

  @Test func affinitiesAreSymmetricAndSumToOne() {
    let affinities = NeighborAffinities(
      Self.graph(80, neighbors: 12), perplexity: 4, on: makeEngine())
    var dense = [Double](repeating: 0, count: 80 * 80)
    for row in 0..<80 {
      for entry in affinities.starts[row]..<affinities.starts[row + 1] {
        dense[row * 80 + Int(affinities.columns[entry])] += affinities.values[entry]
      }
    }
    #expect(abs(dense.reduce(0, +) - 1) < 1e-12)
    for place in dense.indices {
      #expect(abs(dense[place] - dense[place % 80 * 80 + place / 80]) < 1e-15)
    }
  }

  /// KL(p || q) over all pairs, q by its definition.
  private func divergence(_ affinities: NeighborAffinities, _ points: [Double]) -> Double {
    func kernel(_ a: Int, _ b: Int) -> Double {
      let (dx, dy) = (points[2 * a] - points[2 * b], points[2 * a + 1] - points[2 * b + 1])
      return 1 / (1 + dx * dx + dy * dy)
    }
    var sum = 0.0
    for a in 0..<affinities.rows {
      for b in 0..<affinities.rows where a != b { sum += kernel(a, b) }
    }
    var divergence = 0.0
    for row in 0..<affinities.rows {
      for entry in affinities.starts[row]..<affinities.starts[row + 1] {
        let q = kernel(row, Int(affinities.columns[entry])) / sum
        divergence += affinities.values[entry] * log(affinities.values[entry] / q)
      }
    }
    return divergence
  }

  /// Central differences of the divergence, every pair compared.
  @Test func theGradientIsThatOfTheDivergence() {
    let affinities = NeighborAffinities(
      Self.graph(60, neighbors: 12), perplexity: 4, on: makeEngine())
    let points = Matrix.random(60, 2, seed: 3).floats.map { 4 * Double($0) }
    let forces = NeighborForces(affinities: affinities, angle: 0, engine: makeEngine())
    let gradient = forces.gradient(at: points, exaggeration: 1)
    for index in stride(from: 0, to: 120, by: 7) {
      func shifted(_ step: Double) -> Double {
        var moved = points
        moved[index] += step
        return divergence(affinities, moved)
      }
      let difference = (shifted(1e-5) - shifted(-1e-5)) / 2e-5
      #expect(abs(difference - gradient[index]) < 1e-8)
    }
  }

  /// Barnes and Hut's sums are near the exact ones; also where points coincide.
  @Test func distantPointsCountAsOne() {
    var points = Matrix.random(2000, 2, seed: 3).floats.map { 30 * Double($0) }
    for index in 0..<100 { points[index] = points[index % 2] }
    let tree = Quadtree(points)
    for first in stride(from: 0, to: 2000, by: 133) {
      // The last are fewer than there are lanes.
      let places = first..<min(first + 8, 2000)
      let exact = tree.repulsion(at: places, squaredAngle: 0)
      let near = tree.repulsion(at: places, squaredAngle: 0.25)
      for (lane, place) in places.enumerated() {
        let row = tree.order[place]
        let (x, y) = (points[2 * row], points[2 * row + 1])
        var force = (x: 0.0, y: 0.0, sum: 0.0)
        for other in 0..<2000 {
          let (dx, dy) = (x - points[2 * other], y - points[2 * other + 1])
          let q = 1 / (1 + dx * dx + dy * dy)
          force.sum += q
          force.x += q * q * dx
          force.y += q * q * dy
        }
        #expect(abs(exact.sum[lane] - force.sum) < 1e-9)
        #expect(abs(exact.x[lane] - force.x) + abs(exact.y[lane] - force.y) < 1e-9)
        #expect(abs(near.sum[lane] - force.sum) < 0.03 * force.sum)
        let (dx, dy) = (near.x[lane] - force.x, near.y[lane] - force.y)
        let length = (force.x * force.x + force.y * force.y).squareRoot()
        #expect(abs(dx) + abs(dy) < 0.05 * length + 1e-3)
      }
    }
  }

  /// Four clusters in ten dimensions stay apart and keep their neighbors.
  private static let clusters: [Float] = (0..<400).flatMap { (i: Int) -> [Float] in
    (0..<10).map { column in
      let center: Float = i % 4 == column ? 6 : 0
      return center + Float((i * 7 + column * 13 + i * i * (column + 3)) % 101) / 50 - 1
    }
  }

  @Test(.mustEnd) func clustersStayApart() {
    let engine = makeEngine(threads: 2)
    var tsne = TSNE()
    tsne.steps = 500
    var steps = 0
    let map = tsne.map(Self.clusters, dimensions: 10, on: engine) { steps = $0 }
    #expect(steps == 500 && map.count == 800 && map.allSatisfy(\.isFinite))
    let graph = NeighborGraph(of: map, dimensions: 2, count: 12, on: engine)
    let labels = (0..<400).map { UInt8($0 % 4) }
    #expect(graph.accuracy(labels: labels, count: 5) == 1)
    let trust = trustworthiness(
      of: graph, codes: Self.clusters, dimensions: 10, count: 12, on: engine)
    #expect(trust > 0.9)
  }

  @Test func mapsOnTheWayAreReported() {
    var tsne = TSNE()
    tsne.steps = 50
    var reports: [(steps: Int, map: [Float])] = []
    let map = tsne.map(
      Self.clusters, dimensions: 10, on: makeEngine(), while: { true }, every: 20
    ) { reports.append(($0, $1)) }
    #expect(reports.map(\.steps) == [20, 40] && reports[0].map != reports[1].map)
    #expect(map == tsne.map(Self.clusters, dimensions: 10, on: makeEngine()))
    tsne.steps = 20
    #expect(reports[0].map == tsne.map(Self.clusters, dimensions: 10, on: makeEngine()))
  }

  /// Before the first step, and after some.
  @Test(arguments: [0, 12])
  func aMapCanBeStopped(allowed: Int) {
    var tsne = TSNE()
    tsne.steps = 500
    var (asked, done) = (0, 0)
    let map = tsne.map(
      Self.clusters, dimensions: 10, on: makeEngine(),
      while: {
        asked += 1
        return asked <= allowed
      }, every: 1
    ) { steps, _ in done = steps }
    // One question is asked before the neighbors are looked for.
    #expect(map == nil && done == max(allowed - 1, 0))
  }

  @Test(.mustEnd) func doesNotDependOnThreads() {
    var tsne = TSNE()
    tsne.steps = 60
    let maps = [1, 3].map {
      tsne.map(Self.clusters, dimensions: 10, on: makeEngine(threads: $0))
    }
    #expect(maps[0] == maps[1])
  }

  /// Codes of one latent, and codes all alike, still get a map.
  @Test func degenerateCodesGetAMap() {
    var tsne = TSNE()
    tsne.steps = 100
    let line = tsne.map((0..<200).map { Float($0) }, dimensions: 1, on: makeEngine())
    #expect(line.allSatisfy(\.isFinite) && Set(line).count > 200)
    let point = tsne.map([Float](repeating: 3, count: 600), dimensions: 3, on: makeEngine())
    #expect(!point.contains { !$0.isFinite })
  }
}
