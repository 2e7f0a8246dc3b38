internal import Autoencoders
internal import TerminalUI

/// A point of the plane that codes are seen on, in units of the latents.
public struct PlanePoint: Equatable, Sendable {
  /// Units to the right.
  public var x: Double
  /// Units upwards.
  public var y: Double

  /// A point by its coordinates.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// Which plane codes are seen on.
public enum PlaneView: Hashable, Sendable {
  /// The latents themselves, of which there are one or two.
  case latents
  /// Two directions of great variance: the first and second are pair 0, the third and fourth pair 1.
  case principal(pair: Int)
  /// Two of more latents, counted from 0, the others at their mean.
  case pair(Int, Int)
  /// A map on which near codes are near (t-SNE). It has no directions: between codes it means nothing.
  case neighbors
}

/// The plane that codes are seen on: two latents themselves, one latent as a line, and more through two
/// directions.
public struct LatentPlane: Equatable, Sendable {
  /// Values of a code.
  public let latentCount: Int
  /// Which plane it is.
  public let view: PlaneView
  /// The directions that more than two latents are projected on; nil for the latents themselves.
  let basis: PlaneBasis?
  /// The share of the codes' variance that lies along the plane; nil where it was not looked for.
  let varianceShare: Double?

  /// The plane of one or two latents, or of more of which no code is known yet.
  init(latentCount: Int) {
    self.latentCount = latentCount
    view = .latents
    (basis, varianceShare) = (nil, nil)
  }

  /// The plane of two directions of great variance.
  init(_ principal: PrincipalPlane, pair: Int) {
    latentCount = principal.mean.count
    view = .principal(pair: pair)
    basis = PlaneBasis(origin: principal.mean, axes: PlaneAxes(principal))
    varianceShare = principal.varianceShares.reduce(0, +)
  }

  /// The plane of two of more latents, through the mean of codes and the origin of both.
  init(latents first: Int, _ second: Int, mean: [Double]) {
    latentCount = mean.count
    view = .pair(first, second)
    varianceShare = nil
    func axis(_ latent: Int) -> [Double] { mean.indices.map { $0 == latent ? 1 : 0 } }
    basis = PlaneBasis(
      origin: mean.indices.map { $0 == first || $0 == second ? 0 : mean[$0] },
      axes: PlaneAxes(x: axis(first), y: axis(second)))
  }

  /// The directions on the plane, in the space of codes.
  var axes: PlaneAxes {
    if let basis { return basis.axes }
    return latentCount == 1 ? PlaneAxes(x: [1], y: [0]) : PlaneAxes(latents: latentCount)
  }

  /// The code at the plane's origin: zero, or the mean of the codes projected on it.
  public var origin: [Float] { code(at: PlanePoint(x: 0, y: 0)) }

  /// Where a code is seen; what it has off the plane is not.
  public func place(of code: some Collection<Float>) -> PlanePoint {
    if let basis { return basis.place(of: code).place }
    var values = code.makeIterator()
    return PlanePoint(x: Double(values.next() ?? 0), y: Double(values.next() ?? 0))
  }

  /// How far a code is from the plane: zero where codes have no more than two values.
  func distance(of code: some Collection<Float>) -> Double { basis?.place(of: code).distance ?? 0 }

  /// The code that lies in the plane itself at `place`.
  public func code(at place: PlanePoint) -> [Float] {
    if let basis { return basis.code(at: place) }
    return (0..<latentCount).map { $0 == 0 ? Float(place.x) : $0 == 1 ? Float(place.y) : 0 }
  }

  /// `code` moved along the plane's axes. It keeps its distance from the plane.
  public func move(_ code: [Float], x: Double, y: Double) -> [Float] {
    code.indices.map { index in
      let step =
        basis.map { x * $0.axes.x[index] + y * $0.axes.y[index] }
        ?? (index == 0 ? x : index == 1 ? y : 0)
      return Float(Double(code[index]) + step)
    }
  }
}

extension LatentPlane {
  /// The plane that `codes`, rows of `latentCount` values, are seen on at first.
  init(of codes: [Float], latentCount: Int, after previous: LatentMap? = nil) {
    let isProjected = latentCount > 2 && !codes.isEmpty
    self.init(
      isProjected ? .principal(pair: 0) : .latents, of: codes, latentCount: latentCount,
      after: previous)
  }

  /// A plane for `codes`, rows of `latentCount` values; for a map of neighbors, that which they are seen on at
  /// first.
  ///
  /// - Parameter previous: an earlier map of the same images in the same order, which a plane of great variance
  ///   is turned towards, so that it neither spins nor mirrors from one look to the next.
  init(
    _ view: PlaneView, of codes: [Float], latentCount: Int, after previous: LatentMap? = nil
  ) {
    switch view {
    case .latents: self.init(latentCount: latentCount)
    case .neighbors:
      self.init(of: codes, latentCount: latentCount, after: previous)
    case .principal(let pair):
      var plane = PrincipalPlane(of: codes, dimensions: latentCount, pair: pair)
      if let previous, previous.plane.view == view, previous.plane.latentCount == latentCount {
        let count = min(previous.places.count, codes.count / latentCount)
        let places = previous.places.prefix(count).map { (x: Double($0.x), y: Double($0.y)) }
        plane = plane.aligned(Array(codes.prefix(count * latentCount)), to: places)
      }
      self.init(plane, pair: pair)
    case .pair(let first, let second):
      var mean = [Double](repeating: 0, count: latentCount)
      for (index, value) in codes.enumerated() { mean[index % latentCount] += Double(value) }
      let count = Double(max(codes.count / latentCount, 1))
      self.init(latents: first, second, mean: mean.map { $0 / count })
    }
  }
}

/// The origin and the orthonormal directions of a plane in the space of codes.
struct PlaneBasis: Equatable {
  /// The code at the plane's origin.
  let origin: [Double]
  /// The directions.
  let axes: PlaneAxes

  /// Where a code is seen, and how far it is from there.
  func place(of code: some Collection<Float>) -> (place: PlanePoint, distance: Double) {
    var (square, x, y) = (0.0, 0.0, 0.0)
    for (index, value) in code.enumerated() {
      let offset = Double(value) - origin[index]
      square += offset * offset
      x += offset * axes.x[index]
      y += offset * axes.y[index]
    }
    return (PlanePoint(x: x, y: y), max(square - x * x - y * y, 0).squareRoot())
  }

  func code(at place: PlanePoint) -> [Float] {
    origin.indices.map { Float(origin[$0] + place.x * axes.x[$0] + place.y * axes.y[$0]) }
  }
}
