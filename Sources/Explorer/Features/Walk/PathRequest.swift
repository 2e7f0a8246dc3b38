internal import Autoencoders

/// A path that is to be found beside the screen.
public struct PathRequest: Equatable, Sendable {
  /// The codes to go through, at least two.
  public let marks: [[Float]]
  /// The kind of path.
  public let kind: WalkPath

  /// Finds the path; nil where nobody waits for it any more.
  func find(on bench: Workbench) -> FoundPath? {
    switch kind {
    case .straight, .spherical:
      kind.codes(through: marks).map { FoundPath(request: self, route: .codes($0)) }
    case .alongData: alongData(bench)
    case .geodesic: geodesic(bench)
    }
  }

  private func alongData(_ bench: Workbench) -> FoundPath? {
    guard let map = bench.map, map.points.count > 1 else {
      return FoundPath(request: self, route: .noCodes)
    }
    let engine = bench.model.engine
    guard
      let graph = CodeGraph(
        of: map.codes, dimensions: map.plane.latentCount, on: engine, while: bench.isWanted)
    else { return nil }
    do throws(CodeGraphError) {
      var path = Array(marks.prefix(1))
      for (start, end) in zip(marks, marks.dropFirst()) {
        let leg = try graph.path(from: start, to: end, on: engine)
        path += leg.codes(count: WalkPath.stepsPerLeg + 1).dropFirst()
      }
      return FoundPath(request: self, route: .codes(path))
    } catch {
      switch error {
      case .disconnected(let reached, let all):
        return FoundPath(request: self, route: .disconnected(reached: reached, of: all))
      }
    }
  }

  private func geodesic(_ bench: Workbench) -> FoundPath? {
    let codes = WalkPath.join(marks) { start, end, count in
      bench.model.geodesic(from: start, to: end, count: count, while: bench.isWanted).codes
    }
    return bench.isWanted() ? FoundPath(request: self, route: .codes(codes)) : nil
  }
}

/// What came of the search for a path.
public struct FoundPath: Equatable, Sendable {
  /// What was asked for.
  public let request: PathRequest
  /// The way, or why there is none.
  public let route: Route

  /// A way from mark to mark, or the reason why there is none.
  public enum Route: Equatable, Sendable {
    /// The codes on it.
    case codes([[Float]])
    /// No chain of near codes leads from mark to mark.
    case disconnected(reached: Int, of: Int)
    /// There are no codes to go along.
    case noCodes
  }
}
