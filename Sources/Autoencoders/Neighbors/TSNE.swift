internal import Foundation

/// A map of codes in the plane that keeps neighbors together: t-distributed stochastic neighbor
/// embedding (van der Maaten and Hinton 2008) with the forces of distant points summed after Barnes and
/// Hut (van der Maaten 2014).
///
/// It starts from the codes' two main directions and draws no random number: the same codes give the same
/// map, for any number of threads.
public struct TSNE: Sendable {
  /// Effective neighbors of each code.
  public var perplexity = 30.0
  /// The factor of the attraction in the first `exaggeratedSteps`, which lets clusters form.
  public var exaggeration = 12.0
  /// How many of the first steps take affinities `exaggeration` times as large.
  public var exaggeratedSteps = 250
  /// How many steps gradient descent takes in all.
  public var steps = 750
  /// A cell of points counts as one when its side is less than this part of its distance; zero compares
  /// all pairs.
  public var angle = 0.5

  /// A map of perplexity 30 in 750 steps.
  public init() {}

  /// How many codes it takes for each to have three times `perplexity` neighbors.
  public var leastCodes: Int { Int(3 * perplexity) + 2 }

  /// The greatest whole perplexity that so many codes are enough for.
  public static func greatestPerplexity(forCodes count: Int) -> Int { max(count - 2, 0) / 3 }

  /// Two coordinates for each code.
  ///
  /// - Parameters:
  ///   - codes: `leastCodes` rows or more, of `dimensions` values.
  ///   - dimensions: values per code.
  ///   - engine: where it is computed.
  ///   - progress: told after every step how many are done.
  public func map(
    _ codes: [Float], dimensions: Int, on engine: Engine, progress: (Int) -> Void = { _ in }
  ) -> [Float] {
    checkCount(of: codes, dimensions)
    let graph = NeighborGraph(
      of: codes, dimensions: dimensions, count: graphNeighbors, on: engine)
    var embedding = Embedding(self, of: codes, dimensions: dimensions, graph, on: engine)
    while embedding.steps < steps {
      embedding.advance()
      progress(embedding.steps)
    }
    return embedding.map
  }

  /// Two coordinates for each code, with maps on the way, as long as `shouldContinue` says so; nil where it
  /// did not.
  ///
  /// - Parameters:
  ///   - codes: `leastCodes` rows or more, of `dimensions` values.
  ///   - dimensions: values per code.
  ///   - engine: where it is computed.
  ///   - shouldContinue: asked before every step, and now and then before the first.
  ///   - interval: steps from one report to the next.
  ///   - report: given the steps done and the map so far.
  public func map(
    _ codes: [Float], dimensions: Int, on engine: Engine, while shouldContinue: () -> Bool,
    every interval: Int, report: (_ steps: Int, _ map: [Float]) -> Void
  ) -> [Float]? {
    checkCount(of: codes, dimensions)
    guard
      let graph = NeighborGraph(
        of: codes, dimensions: dimensions, count: graphNeighbors, on: engine,
        while: shouldContinue)
    else { return nil }
    var embedding = Embedding(self, of: codes, dimensions: dimensions, graph, on: engine)
    while embedding.steps < steps {
      guard shouldContinue() else { return nil }
      embedding.advance()
      if embedding.steps % interval == 0 { report(embedding.steps, embedding.map) }
    }
    return embedding.map
  }

  private var graphNeighbors: Int { Int(3 * perplexity) }

  private func checkCount(of codes: [Float], _ dimensions: Int) {
    let rows = codes.count / dimensions
    precondition(rows >= leastCodes, "\(rows) codes, at least \(leastCodes) are needed")
  }
}

/// A map that is being found.
private struct Embedding {
  private let settings: TSNE
  private let forces: NeighborForces
  private var descent: Descent
  private(set) var steps = 0

  init(
    _ settings: TSNE, of codes: [Float], dimensions: Int, _ graph: NeighborGraph, on engine: Engine
  ) {
    self.settings = settings
    forces = NeighborForces(
      affinities: NeighborAffinities(graph, perplexity: settings.perplexity, on: engine),
      angle: settings.angle, engine: engine)
    descent = Descent(from: Self.start(codes, dimensions))
  }

  var map: [Float] { descent.points.map { Float($0) } }

  mutating func advance() {
    let isExaggerated = steps < settings.exaggeratedSteps
    let gradient = forces.gradient(
      at: descent.points, exaggeration: isExaggerated ? settings.exaggeration : 1)
    let rows = Double(descent.points.count / 2)
    // The rate of Belkina et al. (2019), for a gradient that keeps its factor of four.
    descent.move(
      against: gradient, rate: max(rows / (4 * settings.exaggeration), 50),
      momentum: isExaggerated ? 0.5 : 0.8)
    steps += 1
  }

  /// The codes along their two main directions, with a standard deviation of 1e-4 along the first
  /// (Kobak and Berens 2019).
  private static func start(_ codes: [Float], _ dimensions: Int) -> [Double] {
    let codes = dimensions == 1 ? codes.flatMap { [$0, 0] } : codes
    let plane = PrincipalPlane(of: codes, dimensions: max(dimensions, 2)).project(codes)
    let variance = plane.reduce(0) { $0 + $1.x * $1.x } / Double(plane.count)
    let scale = variance > 0 ? 1e-4 / variance.squareRoot() : 0
    return plane.enumerated().flatMap { index, point in
      [point.x * scale, point.y * scale + Self.unevenness(index)]
    }
  }

  /// A little that differs from point to point: points on one line, or all in one place, would never leave
  /// it. Multiples of the golden section, less their whole part, are spread evenly.
  private static func unevenness(_ index: Int) -> Double {
    let place = Double(index) * 0.618_033_988_749_895
    return 1e-6 * (place - place.rounded(.down) - 0.5)
  }
}

/// Gradient descent with momentum and a gain for each coordinate, which grows while the gradient keeps its
/// sign (Jacobs 1988).
private struct Descent {
  private(set) var points: [Double]
  private var velocity: [Double]
  private var gains: [Double]

  init(from points: [Double]) {
    self.points = points
    velocity = [Double](repeating: 0, count: points.count)
    gains = [Double](repeating: 1, count: points.count)
  }

  mutating func move(against gradient: [Double], rate: Double, momentum: Double) {
    for index in points.indices {
      let isTurning = gradient[index] * velocity[index] >= 0
      gains[index] = max(isTurning ? gains[index] * 0.8 : gains[index] + 0.2, 0.01)
      velocity[index] =
        momentum * velocity[index] - rate * gains[index] * gradient[index]
      points[index] += velocity[index]
    }
    center()
  }

  private mutating func center() {
    for axis in 0..<2 {
      var sum = 0.0
      for index in stride(from: axis, to: points.count, by: 2) { sum += points[index] }
      let mean = sum / Double(points.count / 2)
      for index in stride(from: axis, to: points.count, by: 2) { points[index] -= mean }
    }
  }
}
