/// A picture of eight bits each of red, green and blue a pixel, row-major.
public struct ColorImage: Equatable, Sendable {
  public let height: Int
  public let width: Int
  public let pixels: [UInt8]

  public init(height: Int, width: Int, pixels: [UInt8]) {
    precondition(pixels.count == 3 * height * width, "\(pixels.count) bytes for \(height)x\(width)")
    self.height = height
    self.width = width
    self.pixels = pixels
  }

  /// The bytes of a PNG file (W3C PNG, third edition): one IDAT of unfiltered rows.
  public func pngBytes() -> [UInt8] {
    let header = UInt32(width).bigEndianBytes + UInt32(height).bigEndianBytes + [8, 2, 0, 0, 0]
    let rowLength = 3 * width
    let rows = (0..<height).flatMap { row -> [UInt8] in
      [0] + pixels[row * rowLength..<(row + 1) * rowLength]
    }
    return GrayImage.pngBytes(header: header, rows: rows)
  }
}
