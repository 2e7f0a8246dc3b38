/// Two orthonormal directions in the space of codes, along which a plane is looked at.
public struct PlaneAxes: Equatable, Sendable {
  /// The direction to the right, a value for each latent.
  public let x: [Double]
  /// The direction upwards.
  public let y: [Double]

  /// The plane along two directions of length one, at right angles to each other.
  public init(x: [Double], y: [Double]) {
    precondition(x.count == y.count, "axes of \(x.count) and \(y.count) values")
    self.x = x
    self.y = y
  }

  /// The plane of the first two of `latents` themselves.
  public init(latents: Int) {
    precondition(latents >= 2, "a plane of \(latents) latents")
    func axis(_ direction: Int) -> [Double] { (0..<latents).map { $0 == direction ? 1 : 0 } }
    self.init(x: axis(0), y: axis(1))
  }

  /// The directions of a principal plane.
  public init(_ plane: PrincipalPlane) { self.init(x: plane.axes[0], y: plane.axes[1]) }

  /// How far `vector` reaches along each axis.
  func coordinates(of vector: [Double]) -> (x: Double, y: Double) {
    var (right, up) = (0.0, 0.0)
    for (index, value) in vector.enumerated() {
      right += value * x[index]
      up += value * y[index]
    }
    return (right, up)
  }
}
