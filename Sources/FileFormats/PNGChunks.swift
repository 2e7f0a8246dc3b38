let pngSignature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/// The bytes of a PNG file (W3C PNG, third edition): one IDAT.
///
/// - Parameters:
///   - channels: 1 for gray, 3 for red, green and blue.
///   - pixels: row-major, eight bits a channel.
///   - effort: that goes into making it small.
func pngFile(
  height: Int, width: Int, channels: Int, pixels: [UInt8], effort: CompressionEffort = .usual
) -> [UInt8] {
  let colorType: UInt8 = channels == 1 ? 0 : 2
  let header =
    UInt32(width).bigEndianBytes + UInt32(height).bigEndianBytes + [8, colorType, 0, 0, 0]
  let data = compressedPNGRows(
    pixels, rowBytes: width * channels, pixelBytes: channels, effort: effort)
  return pngSignature + pngChunk("IHDR", header) + pngChunk("IDAT", data) + pngChunk("IEND", [])
}

/// A chunk: length, type, data, and the CRC-32 of type and data.
func pngChunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
  let body = Array(type.utf8) + data
  return UInt32(data.count).bigEndianBytes + body + crc32(body).bigEndianBytes
}
