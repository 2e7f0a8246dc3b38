public import TerminalUI

/// The codes of some images, with the images' classes and numbers, and where they are seen on a plane.
public struct LatentMap: Equatable, Sendable {
  /// Rows of as many values as the plane has latents.
  public let codes: [Float]
  /// The number of each code's image among the images they were taken from.
  public let images: [Int]
  /// Where each code is seen, and its class.
  public let points: [ScatterPoint]
  /// Where each code lies on the plane: where it is seen, but on a map of neighbors.
  let places: [ScatterPoint]
  /// How far each code is from the plane.
  let distancesFromPlane: [Float]
  /// The plane the codes lie on.
  public let plane: LatentPlane
  /// What the codes are seen on: the plane, or a map of neighbors.
  public let view: PlaneView
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
  /// Where the codes come from.
  public var origin = CodesOrigin.testImages
  /// What the model read of the images; nil where that goes without saying.
  public var input: String?

  /// The map of codes of some images.
  ///
  /// - Parameters:
  ///   - codes: rows of `latentCount` values.
  ///   - labels: the class of each code's image, or none at all where images have no classes.
  ///   - images: the number of each code's image; nil for the first ones in their order.
  ///   - previous: an earlier map of the same images in the same order, which the plane of wide codes is
  ///     turned towards, so that it neither spins nor mirrors from one look to the next.
  public init(
    codes: [Float], labels: [UInt8], latentCount: Int, images: [Int]? = nil,
    after previous: LatentMap? = nil
  ) {
    let labels =
      labels.isEmpty
      ? [UInt8](repeating: ScatterPoint.noClass, count: codes.count / latentCount) : labels
    precondition(
      codes.count == labels.count * latentCount, "\(codes.count) of \(labels.count) codes")
    precondition(images?.count ?? labels.count == labels.count, "\(labels.count) labels")
    self.init(
      codes: codes, labels: labels, images: images ?? Array(labels.indices),
      on: LatentPlane(of: codes, latentCount: latentCount, after: previous))
  }

  /// - Parameter embedding: x and y of each code where they are seen on a map of neighbors.
  private init(
    codes: [Float], labels: [UInt8], images: [Int], on plane: LatentPlane,
    embedding: [Float]? = nil
  ) {
    self.codes = codes
    self.images = images
    self.plane = plane
    view = embedding == nil ? plane.view : .neighbors
    let latents = plane.latentCount
    var distances: [Float] = []
    distances.reserveCapacity(labels.count)
    places = labels.indices.map { row in
      let code = codes[row * latents..<(row + 1) * latents]
      let (place, distance) = plane.basis?.place(of: code) ?? (plane.place(of: code), 0)
      distances.append(Float(distance))
      return ScatterPoint(x: Float(place.x), y: Float(place.y), label: labels[row])
    }
    distancesFromPlane = distances
    let points =
      embedding.map { embedding in
        labels.indices.map { row in
          ScatterPoint(x: embedding[2 * row], y: embedding[2 * row + 1], label: labels[row])
        }
      } ?? places
    self.points = points
    let (x, y) = (points.map(\.x).sorted(), points.map(\.y).sorted())
    let bulk = (x: Self.range(of: x, less: 100), y: Self.range(of: y, less: 100))
    self.bulk = points.isEmpty ? nil : bulk
    extent =
      points.isEmpty ? nil : (x: Self.range(of: x), y: Self.range(of: y))
    classes = Set(labels).subtracting([ScatterPoint.noClass]).sorted().map(Int.init)
    let densest = DensestRegions(
      points, x: bulk.x, y: bulk.y, classes: (classes.last ?? -1) + 1)
    densestRegions = (0..<RunClasses(labels: classes).count).map(densest.region)
  }

  /// The same codes seen on another plane.
  func seen(on plane: LatentPlane) -> LatentMap { seen(on: plane, embedding: nil) }

  /// The same codes seen on a map of neighbors, x and y of each.
  func seen(at embedding: [Float]) -> LatentMap { seen(on: plane, embedding: embedding) }

  private func seen(on plane: LatentPlane, embedding: [Float]?) -> LatentMap {
    var map = LatentMap(
      codes: codes, labels: points.map(\.label), images: images, on: plane, embedding: embedding)
    (map.epoch, map.input, map.origin) = (epoch, input, origin)
    return map
  }

  /// Whether there are several codes, and all are the same: the model tells no image from another.
  var allCodesCoincide: Bool {
    points.count > 1 && codes.indices.allSatisfy { codes[$0] == codes[$0 % plane.latentCount] }
  }

  /// How many codes are of class `label`.
  func count(of label: Int) -> Int { points.count { Int($0.label) == label } }

  /// Whether two maps are of the same codes; quick where they share them.
  public static func == (a: LatentMap, b: LatentMap) -> Bool {
    a.codes == b.codes && a.images == b.images && a.points == b.points && a.plane == b.plane
      && a.view == b.view && a.epoch == b.epoch && a.input == b.input
      && a.origin == b.origin
  }

  /// The code of the row `index`.
  public func code(_ index: Int) -> [Float] {
    Array(codes[index * plane.latentCount..<(index + 1) * plane.latentCount])
  }

  /// The range of values in order, less one in `part` at either end.
  private static func range(of values: [Float], less part: Int = .max) -> ClosedRange<Double> {
    let sorted = values.allSatisfy(\.isFinite) ? values : values.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return 0...0 }
    let cut = sorted.count / part
    return Double(sorted[cut])...Double(sorted[sorted.count - 1 - cut])
  }
}
