public import Autoencoders
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

/// The plane that codes are seen on: two latents themselves, one latent as a line, and more through the
/// plane of their greatest variance.
public struct LatentPlane: Equatable, Sendable {
  /// Values of a code.
  public let latentCount: Int
  /// The plane that more than two latents are projected on; nil until there are codes.
  public let principal: PrincipalPlane?

  init(latentCount: Int, principal: PrincipalPlane? = nil) {
    self.latentCount = latentCount
    self.principal = principal
  }

  /// The code at the plane's origin: zero, or the mean of the codes projected on it.
  public var origin: [Float] { code(at: PlanePoint(x: 0, y: 0)) }

  /// Where a code is seen; what it has off the plane is not.
  public func place(of code: [Float]) -> PlanePoint {
    if let place = principal?.project(code).first { return PlanePoint(x: place.x, y: place.y) }
    return PlanePoint(
      x: code.isEmpty ? 0 : Double(code[0]), y: code.count > 1 ? Double(code[1]) : 0)
  }

  /// How far a code is from the plane: zero where codes have no more than two values.
  func distance(of code: some Collection<Float>) -> Double {
    guard let principal else { return 0 }
    var (square, x, y) = (0.0, 0.0, 0.0)
    for (index, value) in code.enumerated() {
      let offset = Double(value) - principal.mean[index]
      square += offset * offset
      x += offset * principal.axes[0][index]
      y += offset * principal.axes[1][index]
    }
    return max(square - x * x - y * y, 0).squareRoot()
  }

  /// The code that lies in the plane itself at `place`.
  public func code(at place: PlanePoint) -> [Float] {
    if let principal { return principal.code(x: place.x, y: place.y) }
    return (0..<latentCount).map { $0 == 0 ? Float(place.x) : $0 == 1 ? Float(place.y) : 0 }
  }

  /// `code` moved along the plane's axes. It keeps its distance from the plane.
  public func move(_ code: [Float], x: Double, y: Double) -> [Float] {
    code.indices.map { index in
      let step =
        principal.map { x * $0.axes[0][index] + y * $0.axes[1][index] }
        ?? (index == 0 ? x : index == 1 ? y : 0)
      return Float(Double(code[index]) + step)
    }
  }
}

extension LatentPlane {
  /// The plane for `codes`, rows of `latentCount` values, turned so that those of `previous` stay where they
  /// were as far as they can.
  init(of codes: [Float], latentCount: Int, after previous: LatentMap? = nil) {
    guard latentCount > 2, !codes.isEmpty else {
      self.init(latentCount: latentCount)
      return
    }
    let plane = PrincipalPlane(of: codes, dimensions: latentCount)
    guard let previous, previous.plane.principal != nil, previous.plane.latentCount == latentCount
    else {
      self.init(latentCount: latentCount, principal: plane)
      return
    }
    let count = min(previous.points.count, codes.count / latentCount)
    let places = previous.points.prefix(count).map { (x: Double($0.x), y: Double($0.y)) }
    self.init(
      latentCount: latentCount,
      principal: plane.aligned(Array(codes.prefix(count * latentCount)), to: places))
  }

  /// Where each of `codes` is seen.
  func places(of codes: [Float]) -> [PlanePoint] {
    if let principal { return principal.project(codes).map { PlanePoint(x: $0.x, y: $0.y) } }
    return stride(from: 0, to: codes.count, by: max(latentCount, 1)).map { first in
      PlanePoint(x: Double(codes[first]), y: latentCount > 1 ? Double(codes[first + 1]) : 0)
    }
  }
}
