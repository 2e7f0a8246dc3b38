/// A gray picture of eight bits per pixel, row-major.
public struct GrayImage: Equatable, Sendable {
  /// Rows of pixels.
  public let height: Int
  /// Columns of pixels.
  public let width: Int
  /// `height` x `width` bytes, 0 black and 255 white.
  public let pixels: [UInt8]

  /// A picture of `height` x `width` pixels, no more and no less.
  public init(height: Int, width: Int, pixels: [UInt8]) {
    precondition(pixels.count == height * width, "\(pixels.count) pixels for \(height)x\(width)")
    self.height = height
    self.width = width
    self.pixels = pixels
  }

  /// The byte of a gray from 0 to 1: the nearest 255th, the nearer end for one outside; black for what is no number.
  public static func level(_ pixel: Float) -> UInt8 {
    // The greater of 0 and NaN is 0 in this order.
    UInt8((min(max(0, pixel), 1) * 255).rounded())
  }

  /// The picture with every pixel drawn as a square of `factor` x `factor`.
  public func enlarged(by factor: Int) -> GrayImage {
    guard factor > 1 else { return self }
    let rows = (0..<height * factor).flatMap { y in
      (0..<width * factor).map { x in pixels[y / factor * width + x / factor] }
    }
    return GrayImage(height: height * factor, width: width * factor, pixels: rows)
  }

  /// The bytes of a PNG file that holds the picture.
  ///
  /// - Parameter effort: that goes into making it small.
  public func pngBytes(effort: CompressionEffort = .usual) -> [UInt8] {
    pngFile(height: height, width: width, channels: 1, pixels: pixels, effort: effort)
  }
}
