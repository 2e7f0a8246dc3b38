internal import TerminalUI

extension LatentMap {
  /// A code near another one.
  public struct Neighbor: Equatable, Sendable {
    /// Its row among the codes.
    public let index: Int
    /// The number of its image.
    public let image: Int
    /// The class of its image; nil where it has none.
    public let label: UInt8?
    /// The Euclidean distance in the space of codes.
    public let distance: Double
  }

  /// The codes nearest to `code` in the space of codes, nearest first; of equals the first.
  ///
  /// Two codes are at least as far apart as their places on the plane and their distances from the plane
  /// say, and just as far when one lies in the plane: there few codes need a look at all their values.
  public func nearest(to code: [Float], count: Int) -> [Neighbor] {
    precondition(code.count == plane.latentCount, "\(code.count) of \(plane.latentCount) latents")
    let place = plane.place(of: code)
    let distance = plane.distance(of: code)
    var best: [(index: Int, squared: Double)] = []
    for index in points.indices {
      let bound = Self.leastSquaredDistance(
        places[index], distancesFromPlane[index], from: place, distance)
      guard best.count < count || bound < best[best.count - 1].squared else { continue }
      let squared = squaredDistance(fromRow: index, to: code)
      guard best.count < count || squared < best[best.count - 1].squared else { continue }
      if best.count == count { best.removeLast() }
      best.insert((index, squared), at: best.firstIndex { $0.squared > squared } ?? best.count)
    }
    return best.map { index, squared in
      Neighbor(
        index: index, image: images[index],
        label: points[index].hasClass ? points[index].label : nil,
        distance: squared.squareRoot())
    }
  }

  /// A lower bound on the squared distance of two codes, less than what rounding may take from it.
  private static func leastSquaredDistance(
    _ point: ScatterPoint, _ distance: Float, from place: PlanePoint, _ ownDistance: Double
  ) -> Double {
    let (x, y) = (Double(point.x) - place.x, Double(point.y) - place.y)
    let off = Double(distance) - ownDistance
    return (x * x + y * y + off * off) * (1 - roundingShare)
      - roundingShare * (place.x * place.x + place.y * place.y + ownDistance * ownDistance)
  }

  private static let roundingShare = 1e-4

  /// Eight differences at a time, and what is left over one by one.
  private func squaredDistance(fromRow row: Int, to code: [Float]) -> Double {
    let first = row * code.count
    var sums = SIMD8<Float>.zero
    var index = 0
    while index + 8 <= code.count {
      var difference = SIMD8<Float>.zero
      for lane in 0..<8 { difference[lane] = codes[first + index + lane] - code[index + lane] }
      sums += difference * difference
      index += 8
    }
    var sum = Double(sums.sum())
    while index < code.count {
      let difference = Double(codes[first + index]) - Double(code[index])
      sum += difference * difference
      index += 1
    }
    return sum
  }
}
