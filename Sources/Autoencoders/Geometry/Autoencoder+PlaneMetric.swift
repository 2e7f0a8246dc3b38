/// How the decoded image changes along a plane of codes: JᵀJ, J the Jacobian of the mean image, pixels from
/// 0 to 1, by the coordinates on the plane. It is the metric that the decoder pulls back (Tosi et al. 2014;
/// Arvanitidis, Hansen and Hauberg 2018).
public struct PlaneMetric: Equatable, Sendable {
  /// |∂g/∂x|².
  public let xx: Double
  /// ∂g/∂x · ∂g/∂y.
  public let xy: Double
  /// |∂g/∂y|².
  public let yy: Double

  /// √det JᵀJ, the area of images that a unit of area on the plane stands for: the magnification factor of
  /// Bishop, Svensén and Williams (1997).
  public var magnification: Double { max(xx * yy - xy * xy, 0).squareRoot() }

  /// - Parameters:
  ///   - x: ∂g/∂x, a value for each pixel.
  ///   - y: ∂g/∂y.
  init(x: [Float], y: [Float]) {
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for (x, y) in zip(x, y) {
      xx += Double(x) * Double(x)
      xy += Double(x) * Double(y)
      yy += Double(y) * Double(y)
    }
    (self.xx, self.xy, self.yy) = (xx, xy, yy)
  }
}

extension Autoencoder {
  /// The decoder's metric at each of `codes`, by central differences.
  ///
  /// - Parameters:
  ///   - codes: where.
  ///   - axes: the directions on the plane.
  ///   - step: how far to either side images are compared. A hundredth of the standard deviation of codes
  ///     balances the curvature it steps over against the rounding of pixels in single precision.
  public func metrics(
    at codes: [[Float]], along axes: PlaneAxes, step: Double = 0.01
  ) -> [PlaneMetric] {
    precondition(
      axes.x.count == configuration.latentCount,
      "axes of \(axes.x.count) values, \(configuration.latentCount) latents")
    let codesAtOnce = max(capacity / 4, 1)
    return stride(from: 0, to: codes.count, by: codesAtOnce).flatMap { start in
      let part = codes[start..<min(start + codesAtOnce, codes.count)]
      let images = images(
        of: part.flatMap { code in
          [axes.x, axes.y].flatMap { [shifted(code, $0, step), shifted(code, $0, -step)] }
        })
      return part.indices.map { index in
        let first = 4 * (index - start)
        return PlaneMetric(
          x: slope(images[first], images[first + 1], over: 2 * step),
          y: slope(images[first + 2], images[first + 3], over: 2 * step))
      }
    }
  }

  private func shifted(_ code: [Float], _ axis: [Double], _ length: Double) -> [Float] {
    zip(code, axis).map { Float(Double($0) + length * $1) }
  }

  private func slope(_ above: [Float], _ below: [Float], over distance: Double) -> [Float] {
    let scale = Float(1 / distance)
    return zip(above, below).map { ($0 - $1) * scale }
  }
}
