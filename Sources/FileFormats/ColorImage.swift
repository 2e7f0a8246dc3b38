/// A picture of eight bits each of red, green and blue, row-major, black to begin with.
public struct ColorImage: Equatable, Sendable {
  /// Rows of pixels.
  public let height: Int
  /// Columns of pixels.
  public let width: Int
  /// `height` x `width` pixels of three bytes: red, green and blue.
  public private(set) var pixels: [UInt8]

  /// Red, green and blue, 0 to 255 each.
  public typealias Color = (red: UInt8, green: UInt8, blue: UInt8)

  /// A black picture.
  public init(height: Int, width: Int) {
    self.height = height
    self.width = width
    pixels = [UInt8](repeating: 0, count: 3 * height * width)
  }

  /// A picture of `pixels`, three bytes each, no more and no less.
  public init(height: Int, width: Int, pixels: [UInt8]) {
    precondition(pixels.count == 3 * height * width, "\(pixels.count) bytes for \(height)x\(width)")
    self.height = height
    self.width = width
    self.pixels = pixels
  }

  /// Paints the part of a rectangle that lies in the picture.
  public mutating func fill(x: Int, y: Int, width: Int, height: Int, _ color: Color) {
    for row in max(y, 0)..<max(min(y + height, self.height), max(y, 0)) {
      for column in max(x, 0)..<max(min(x + width, self.width), max(x, 0)) {
        let place = 3 * (row * self.width + column)
        pixels[place] = color.red
        pixels[place + 1] = color.green
        pixels[place + 2] = color.blue
      }
    }
  }

  /// The picture with every pixel drawn as a square of `factor` x `factor`.
  public func enlarged(by factor: Int) -> ColorImage {
    guard factor > 1 else { return self }
    let bytes = (0..<height * factor).flatMap { y in
      (0..<width * factor).flatMap { x in
        let first = 3 * (y / factor * width + x / factor)
        return pixels[first..<first + 3]
      }
    }
    return ColorImage(height: height * factor, width: width * factor, pixels: bytes)
  }

  /// The bytes of a PNG file that holds the picture.
  ///
  /// - Parameter effort: that goes into making it small.
  public func pngBytes(effort: CompressionEffort = .usual) -> [UInt8] {
    pngFile(height: height, width: width, channels: 3, pixels: pixels, effort: effort)
  }
}
