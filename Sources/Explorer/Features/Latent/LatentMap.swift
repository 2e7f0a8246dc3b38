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
  /// The classes there are, in order.
  public let classes: [Int]
  /// Where each class is at its densest and purest, by its label; nil where it has no image.
  public let densestRegions: [DensestRegion?]
  /// Ranges that hold all points but the outermost two in a hundred on each axis; nil without points.
  public let bulk: (x: ClosedRange<Double>, y: ClosedRange<Double>)?
  /// Ranges that hold all points; nil without points.
  public let extent: (x: ClosedRange<Double>, y: ClosedRange<Double>)?
  /// Epochs of training that the model had seen which gave the codes; nil where that is not known.
  public var epoch: Double?
  /// What the model read of the images; nil where that goes without saying.
  public var input: String?

  /// Classes that have a color of their own.
  public static let classCount = 10

  /// The map of codes of some images.
  ///
  /// - Parameters:
  ///   - codes: rows of `latentCount` values, one for each label.
  ///   - images: the number of each code's image; nil for the first ones in their order.
  ///   - previous: an earlier map of the same images in the same order, which the plane of wide codes is
  ///     turned towards, so that it neither spins nor mirrors from one look to the next.
  public init(
    codes: [Float], labels: [UInt8], latentCount: Int, images: [Int]? = nil,
    after previous: LatentMap? = nil
  ) {
    precondition(
      codes.count == labels.count * latentCount, "\(codes.count) of \(labels.count) codes")
    precondition(images?.count ?? labels.count == labels.count, "\(labels.count) labels")
    self.codes = codes
    self.images = images ?? Array(labels.indices)
    let plane = LatentPlane(of: codes, latentCount: latentCount, after: previous)
    self.plane = plane
    points = zip(plane.places(of: codes), labels).map { place, label in
      ScatterPoint(x: Float(place.x), y: Float(place.y), label: label)
    }
    distancesFromPlane = labels.indices.map { row in
      Float(plane.distance(of: codes[row * latentCount..<(row + 1) * latentCount]))
    }
    let (x, y) = (points.map(\.x).sorted(), points.map(\.y).sorted())
    let bulk = (x: Self.range(of: x, less: 100), y: Self.range(of: y, less: 100))
    self.bulk = points.isEmpty ? nil : bulk
    extent =
      points.isEmpty ? nil : (x: Self.range(of: x), y: Self.range(of: y))
    classes = Set(labels).sorted().map(Int.init)
    let densest = DensestRegions(
      points, x: bulk.x, y: bulk.y, classes: (classes.last ?? -1) + 1)
    densestRegions = (0..<max(Self.classCount, (classes.last ?? 0) + 1)).map(densest.region)
  }

  /// How many codes are of class `label`.
  func count(of label: Int) -> Int { points.count { Int($0.label) == label } }

  /// Whether two maps are of the same codes; quick where they share them.
  public static func == (a: LatentMap, b: LatentMap) -> Bool {
    a.codes == b.codes && a.images == b.images && a.points == b.points && a.plane == b.plane
      && a.epoch == b.epoch && a.input == b.input
  }

  /// The code of the row `index`.
  public func code(_ index: Int) -> [Float] {
    Array(codes[index * plane.latentCount..<(index + 1) * plane.latentCount])
  }

  /// The range of values in order, less one in `part` at either end.
  private static func range(of sorted: [Float], less part: Int = .max) -> ClosedRange<Double> {
    guard !sorted.isEmpty else { return 0...0 }
    let cut = sorted.count / part
    return Double(sorted[cut])...Double(sorted[sorted.count - 1 - cut])
  }
}
