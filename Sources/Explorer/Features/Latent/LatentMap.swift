public import TerminalUI

/// The codes of some images, with the images' classes and numbers, and where they are seen on a plane.
public struct LatentMap: Equatable, Sendable {
  /// Rows of as many values as the plane has latents.
  public let codes: [Float]
  /// The number of each code's image among the images they were taken from.
  public let images: [Int]
  /// Where each code is seen, and its class.
  public let points: [ScatterPoint]
  /// How far each code is from the plane.
  let distancesFromPlane: [Float]
  /// The plane the codes are seen on.
  public let plane: LatentPlane
  /// Where each class is at its densest and purest; nil where it has no image.
  public let densestRegions: [PlanePoint?]
  /// Ranges that hold all points but the outermost two in a hundred on each axis; nil without points.
  public let bulk: (x: ClosedRange<Double>, y: ClosedRange<Double>)?

  /// Classes that are told apart.
  public static let classCount = 10

  /// The map of codes of some images.
  ///
  /// - Parameters:
  ///   - codes: rows of `latentCount` values, one for each label.
  ///   - images: the number of each code's image; nil for the first ones in their order.
  public init(codes: [Float], labels: [UInt8], latentCount: Int, images: [Int]? = nil) {
    precondition(
      codes.count == labels.count * latentCount, "\(codes.count) of \(labels.count) codes")
    precondition(images?.count ?? labels.count == labels.count, "\(labels.count) labels")
    self.codes = codes
    self.images = images ?? Array(labels.indices)
    let plane = LatentPlane(of: codes, latentCount: latentCount)
    self.plane = plane
    points = zip(plane.places(of: codes), labels).map { place, label in
      ScatterPoint(x: Float(place.x), y: Float(place.y), label: label)
    }
    distancesFromPlane = labels.indices.map { row in
      Float(plane.distance(of: codes[row * latentCount..<(row + 1) * latentCount]))
    }
    let bulk = (x: Self.bulk(points.map(\.x)), y: Self.bulk(points.map(\.y)))
    self.bulk = points.isEmpty ? nil : bulk
    let densest = DensestRegions(points, x: bulk.x, y: bulk.y, classes: Self.classCount)
    densestRegions = (0..<Self.classCount).map(densest.region)
  }

  /// Whether two maps are of the same codes; quick where they share them.
  public static func == (a: LatentMap, b: LatentMap) -> Bool {
    a.codes == b.codes && a.images == b.images && a.points == b.points && a.plane == b.plane
  }

  /// The code of the row `index`.
  public func code(_ index: Int) -> [Float] {
    Array(codes[index * plane.latentCount..<(index + 1) * plane.latentCount])
  }

  private static func bulk(_ values: [Float]) -> ClosedRange<Double> {
    guard !values.isEmpty else { return 0...0 }
    let sorted = values.sorted()
    let cut = sorted.count / 100
    return Double(sorted[cut])...Double(sorted[sorted.count - 1 - cut])
  }
}
