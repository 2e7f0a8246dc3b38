/// A grey picture of eight bits a pixel, row-major.
public struct GrayImage: Equatable, Sendable {
  public let height: Int
  public let width: Int
  public let pixels: [UInt8]

  public init(height: Int, width: Int, pixels: [UInt8]) {
    precondition(pixels.count == height * width, "\(pixels.count) pixels for \(height)x\(width)")
    self.height = height
    self.width = width
    self.pixels = pixels
  }

  /// The picture with every pixel drawn as a square of `factor` x `factor`.
  public func enlarged(by factor: Int) -> GrayImage {
    let rows = (0..<height * factor).flatMap { y in
      (0..<width * factor).map { x in pixels[y / factor * width + x / factor] }
    }
    return GrayImage(height: height * factor, width: width * factor, pixels: rows)
  }

  /// The bytes of a PNG file (W3C PNG, third edition): one IDAT of unfiltered rows.
  public func pngBytes() -> [UInt8] {
    let header =
      UInt32(width).bigEndianBytes + UInt32(height).bigEndianBytes + [8, 0, 0, 0, 0]
    let rows = (0..<height).flatMap { [0] + pixels[$0 * width..<($0 + 1) * width] }
    return Self.pngBytes(header: header, rows: rows)
  }

  /// A file of these two chunks, the rows' bytes uncompressed.
  static func pngBytes(header: [UInt8], rows: [UInt8]) -> [UInt8] {
    let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    return signature + chunk("IHDR", header) + chunk("IDAT", zlibCompressed(rows))
      + chunk("IEND", [])
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return UInt32(data.count).bigEndianBytes + body + crc32(body).bigEndianBytes
  }
}
