/// A picture of plain colors, such as that of a screen, row-major; a color is red, green and blue in the low three
/// bytes of a number.
package struct FlatPicture: Equatable, Sendable {
  /// Rows of pixels.
  package let height: Int
  /// Columns of pixels.
  package let width: Int
  /// `height` x `width` colors.
  package var pixels: [UInt32]

  /// A picture of one color.
  package init(height: Int, width: Int, color: UInt32) {
    self.height = height
    self.width = width
    pixels = [UInt32](repeating: color, count: height * width)
  }

  /// The bytes of a PNG file: of a palette where there are few colors, of red, green and blue where there are many.
  package func pngBytes() -> [UInt8] {
    guard let palette = FlatPalette(Set(pixels), limit: 256, hasGap: false) else {
      return pngFile(
        height: height, width: width, channels: 3,
        pixels: pixels.flatMap { $0.bigEndianBytes[1...] })
    }
    let header = UInt32(width).bigEndianBytes + UInt32(height).bigEndianBytes + [8, 3, 0, 0, 0]
    let data = compressedPNGRows(
      pixels.map { palette.index(of: $0) }, rowBytes: width, pixelBytes: 1)
    return pngSignature + pngChunk("IHDR", header) + palette.chunks + pngChunk("IDAT", data)
      + pngChunk("IEND", [])
  }
}

/// The colors of a PNG by their numbers, the first of them a gap where there is to be one.
struct FlatPalette {
  private let indices: [UInt32: UInt8]
  private let colors: [UInt32]
  private let hasGap: Bool

  /// Nil where there are more colors than `limit`.
  init?(_ colors: Set<UInt32>, limit: Int, hasGap: Bool) {
    guard colors.count + (hasGap ? 1 : 0) <= limit else { return nil }
    self.hasGap = hasGap
    self.colors = (hasGap ? [0] : []) + colors.sorted()
    let first = hasGap ? 1 : 0
    indices = Dictionary(
      uniqueKeysWithValues: colors.sorted().enumerated().map { ($1, UInt8($0 + first)) })
  }

  /// The number of a color, which must be among those of the palette.
  func index(of color: UInt32) -> UInt8 { indices[color, default: 0] }

  /// PLTE, and tRNS where there is a gap.
  var chunks: [UInt8] {
    pngChunk("PLTE", colors.flatMap { $0.bigEndianBytes[1...] })
      + (hasGap ? pngChunk("tRNS", [0]) : [])
  }
}
