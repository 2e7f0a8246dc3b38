extension PrincipalPlane {
  /// The same plane, its axes turned and mirrored within it so that they are as near those of `other` as they
  /// can be: between planes of one model at two times, nothing flips or spins.
  ///
  /// The axes are no longer those of greatest variance; their shares are those of the turned axes, of the
  /// same sum.
  public func aligned(to other: PrincipalPlane) -> PrincipalPlane {
    precondition(mean.count == other.mean.count, "planes of other codes")
    return turned(
      by: PlaneIsometry(
        matching: other.axes.map { target in
          axes.map { axis in zip(target, axis).reduce(0) { $0 + $1.0 * $1.1 } }
        }))
  }

  /// The same plane, its axes turned and mirrored within it so that the places of `codes` are as near
  /// `places`, about the middle of each, as they can be: between two models that encode the same images.
  ///
  /// - Parameters:
  ///   - codes: rows of as many values as the plane's mean has.
  ///   - places: where the code of the same image is seen elsewhere.
  public func aligned(_ codes: [Float], to places: [(x: Double, y: Double)]) -> PrincipalPlane {
    let own = project(codes)
    precondition(own.count == places.count, "\(own.count) codes, \(places.count) places")
    let (a, b) = (Self.centered(places), Self.centered(own))
    func product(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return turned(
      by: PlaneIsometry(
        matching: [
          [product(a.x, b.x), product(a.x, b.y)], [product(a.y, b.x), product(a.y, b.y)],
        ])
    )
  }

  private static func centered(_ places: [(x: Double, y: Double)]) -> (x: [Double], y: [Double]) {
    func centered(_ values: [Double]) -> [Double] {
      let mean = values.reduce(0, +) / Double(max(values.count, 1))
      return values.map { $0 - mean }
    }
    return (centered(places.map(\.x)), centered(places.map(\.y)))
  }

  private func turned(by isometry: PlaneIsometry) -> PrincipalPlane {
    PrincipalPlane(
      mean: mean,
      axes: isometry.rows.map { row in
        zip(axes[0], axes[1]).map { row[0] * $0 + row[1] * $1 }
      },
      varianceShares: isometry.rows.map { row in
        row[0] * row[0] * varianceShares[0] + row[1] * row[1] * varianceShares[1]
      })
  }
}
