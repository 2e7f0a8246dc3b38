public import Autoencoders
public import TerminalUI

/// The codes of some images as points of a plane, and the way back from the plane to codes.
public struct LatentMap: Equatable, Sendable {
  public let points: [ScatterPoint]
  public let latentCount: Int
  /// Where each class is at its densest and purest; nil where it has no image.
  public let densestRegions: [(x: Double, y: Double)?]
  /// Ranges that hold all points but the outermost two in a hundred on each axis; nil without points.
  public let bulk: (x: ClosedRange<Double>, y: ClosedRange<Double>)?
  /// The plane that a latent space of more than two dimensions is seen through.
  public let plane: PrincipalPlane?

  public static let classCount = 10

  /// - Parameter codes: rows of `latentCount` values, one for each label.
  public init(codes: [Float], labels: [UInt8], latentCount: Int) {
    precondition(
      codes.count == labels.count * latentCount, "\(codes.count) of \(labels.count) codes")
    self.latentCount = latentCount
    let plane =
      latentCount > 2 && !labels.isEmpty ? PrincipalPlane(of: codes, dimensions: latentCount) : nil
    self.plane = plane
    let places =
      plane?.project(codes)
      ?? labels.indices.map { index in
        let first = index * latentCount
        return (Double(codes[first]), latentCount > 1 ? Double(codes[first + 1]) : 0)
      }
    points = zip(places, labels).map { place, label in
      ScatterPoint(x: Float(place.x), y: Float(place.y), label: label)
    }
    let bulk = (x: Self.bulk(points.map(\.x)), y: Self.bulk(points.map(\.y)))
    self.bulk = points.isEmpty ? nil : bulk
    let densest = DensestRegions(points, x: bulk.x, y: bulk.y, classes: Self.classCount)
    densestRegions = (0..<Self.classCount).map(densest.region)
  }

  public static func == (a: LatentMap, b: LatentMap) -> Bool {
    a.points == b.points && a.latentCount == b.latentCount && a.plane == b.plane
  }

  /// The code at a point of the plane.
  public func code(x: Double, y: Double) -> [Float] {
    plane?.code(x: x, y: y) ?? [Float(x), Float(y)].prefix(latentCount).map { $0 }
  }

  private static func bulk(_ values: [Float]) -> ClosedRange<Double> {
    guard !values.isEmpty else { return 0...0 }
    let sorted = values.sorted()
    let cut = sorted.count / 100
    return Double(sorted[cut])...Double(sorted[sorted.count - 1 - cut])
  }

  /// The points nearest to a place, nearest first.
  public func nearest(x: Double, y: Double, count: Int) -> [Neighbor] {
    var best: [Neighbor] = []
    for (index, point) in points.enumerated() {
      let (dx, dy) = (Double(point.x) - x, Double(point.y) - y)
      let squared = dx * dx + dy * dy
      guard best.count < count || squared < best[best.count - 1].squaredDistance else { continue }
      if best.count == count { best.removeLast() }
      let place = best.firstIndex { $0.squaredDistance > squared } ?? best.count
      best.insert(Neighbor(index: index, label: point.label, squaredDistance: squared), at: place)
    }
    return best
  }

  public struct Neighbor: Equatable, Sendable {
    public let index: Int
    public let label: UInt8
    public let squaredDistance: Double

    public var distance: Double { squaredDistance.squareRoot() }
  }
}
