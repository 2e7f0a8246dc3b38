internal import TerminalUI

extension LatentMap {
  /// Codes of more values are those of feature maps, and between them there is nothing that a decoder knows.
  private static let mostWalkedLatents = 64

  /// The cursor goes from code to code, since points between them mean nothing.
  public var hasOnlyCodes: Bool {
    view == .neighbors || plane.latentCount > Self.mostWalkedLatents
  }

  /// Where a code is seen; on a map of neighbors, where the nearest code of an image is.
  public func place(of code: [Float]) -> PlanePoint {
    guard view == .neighbors else { return plane.place(of: code) }
    guard let nearest = nearest(to: code, count: 1).first else { return PlanePoint(x: 0, y: 0) }
    return place(ofRow: nearest.index)
  }

  /// Where the code of a row is seen.
  func place(ofRow row: Int) -> PlanePoint {
    PlanePoint(x: Double(points[row].x), y: Double(points[row].y))
  }

  /// The row of the code that is seen nearest to a place, of class `label` where one is given.
  func row(nearestTo place: PlanePoint, ofClass label: Int? = nil) -> Int? {
    let rows = points.indices.filter { label == nil || Int(points[$0].label) == label }
    return rows.min { squaredDistance($0, place) < squaredDistance($1, place) }
  }

  /// The row of the code that is seen nearest to where a step would lead, among those that lie within 45° of
  /// its direction and at least half as far.
  func row(from start: PlanePoint, by step: PlanePoint) -> Int? {
    let length = (step.x * step.x + step.y * step.y).squareRoot()
    guard length > 0 else { return nil }
    let (x, y) = (step.x / length, step.y / length)
    let target = PlanePoint(x: start.x + step.x, y: start.y + step.y)
    var best: (row: Int, distance: Double)?
    for row in points.indices {
      let (right, up) = (Double(points[row].x) - start.x, Double(points[row].y) - start.y)
      let (along, across) = (right * x + up * y, abs(up * x - right * y))
      guard along >= length / 2, across <= along else { continue }
      let distance = squaredDistance(row, target)
      if best.map({ distance < $0.distance }) ?? true { best = (row, distance) }
    }
    return best?.row
  }

  private func squaredDistance(_ row: Int, _ place: PlanePoint) -> Double {
    let (x, y) = (Double(points[row].x) - place.x, Double(points[row].y) - place.y)
    return x * x + y * y
  }
}
