internal import Autoencoders
internal import TerminalUI

/// Codes that are to be seen on another plane.
public struct PlaneRequest: Sendable {
  /// The plane.
  public let view: PlaneView
  /// The codes as they are seen at first.
  @Aside private(set) var map: LatentMap
  /// What was seen before; a plane of great variance is turned to match it.
  @Aside private(set) var previous: LatentMap?

  /// More codes than these are not mapped by t-SNE, but as many evenly chosen ones.
  private static let mostNeighbors = 2_500
  /// Steps of t-SNE from one map that is shown to the next.
  private static let stepsPerReport = 25

  /// There are enough codes for t-SNE.
  static func canMapNeighbors(of map: LatentMap) -> Bool { map.points.count >= TSNE().leastCodes }

  /// Finds the plane, or map after map of neighbors, until nobody waits for it any more.
  func find(on bench: Workbench) {
    guard view == .neighbors else {
      let plane = LatentPlane(
        view, of: map.codes, latentCount: map.plane.latentCount, after: previous)
      bench.publish(.plane(seen(map.seen(on: plane), bench)))
      return
    }
    let chosen = map.thinned(to: Self.mostNeighbors)
    let method = TSNE()
    let result = method.map(
      chosen.codes, dimensions: chosen.plane.latentCount, on: bench.model.engine,
      while: bench.isWanted, every: Self.stepsPerReport
    ) { steps, places in
      guard steps < method.steps else { return }
      bench.publish(.plane(seen(chosen.seen(at: places), left: method.steps - steps, bench)))
    }
    if let result { bench.publish(.plane(seen(chosen.seen(at: result), bench))) }
  }

  private func seen(_ map: LatentMap, left: Int = 0, _ bench: Workbench) -> SeenCodes {
    SeenCodes(request: self, map: map, stepsLeft: left, seconds: bench.seconds())
  }
}

extension PlaneRequest: Equatable {
  /// Whether two requests are for the same; what was seen before does not make another one of it.
  public static func == (a: PlaneRequest, b: PlaneRequest) -> Bool {
    a.view == b.view && a.map == b.map
  }
}

/// Codes on a plane that was chosen.
public struct SeenCodes: Equatable, Sendable {
  /// What was asked for.
  public let request: PlaneRequest
  /// The codes, or evenly chosen ones.
  public let map: LatentMap
  /// Steps that a map of neighbors still has to take.
  public let stepsLeft: Int
  /// Seconds that it took so far.
  let seconds: Double
}

extension LatentMap {
  /// At most `count` codes, evenly chosen.
  func thinned(to count: Int) -> LatentMap {
    guard points.count > count else { return self }
    let rows = (0..<count).map { $0 * points.count / count }
    var map = LatentMap(
      codes: rows.flatMap(code), labels: rows.map { points[$0].label },
      latentCount: plane.latentCount, images: rows.map { images[$0] })
    (map.epoch, map.input, map.origin) = (epoch, input, origin)
    return map
  }
}
