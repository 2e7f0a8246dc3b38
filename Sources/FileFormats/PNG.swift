/// A gray picture of eight bits a pixel, row-major.
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

  /// The byte of a pixel from 0 to 1, the nearer end for one outside; black for what is no number.
  public static func level(_ pixel: Float) -> UInt8 {
    // The greater of 0 and NaN is 0 in this order.
    UInt8((min(max(0, pixel), 1) * 255).rounded())
  }

  /// The picture with every pixel drawn as a square of `factor` x `factor`.
  public func enlarged(by factor: Int) -> GrayImage {
    let rows = (0..<height * factor).flatMap { y in
      (0..<width * factor).map { x in pixels[y / factor * width + x / factor] }
    }
    return GrayImage(height: height * factor, width: width * factor, pixels: rows)
  }

  /// The bytes of a PNG file.
  public func pngBytes() -> [UInt8] {
    pngFile(height: height, width: width, channels: 1, pixels: pixels)
  }
}

let pngSignature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/// The bytes of a PNG file (W3C PNG, third edition): one IDAT of unfiltered rows.
///
/// - Parameters:
///   - channels: 1 for gray, 3 for red, green and blue.
///   - pixels: row-major, eight bits a channel.
func pngFile(height: Int, width: Int, channels: Int, pixels: [UInt8]) -> [UInt8] {
  let colorType: UInt8 = channels == 1 ? 0 : 2
  let header =
    UInt32(width).bigEndianBytes + UInt32(height).bigEndianBytes + [8, colorType, 0, 0, 0]
  let rowBytes = width * channels
  let rows = (0..<height).flatMap { [0] + pixels[$0 * rowBytes..<($0 + 1) * rowBytes] }
  return pngSignature + pngChunk("IHDR", header) + pngChunk("IDAT", zlibCompressed(rows))
    + pngChunk("IEND", [])
}

/// A chunk: length, type, data, and the CRC-32 of type and data.
func pngChunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
  let body = Array(type.utf8) + data
  return UInt32(data.count).bigEndianBytes + body + crc32(body).bigEndianBytes
}
