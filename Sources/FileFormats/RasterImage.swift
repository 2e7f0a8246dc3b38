/// A picture as a PNG or JPEG file holds it, reduced to eight bits, in gray or in red, green and blue.
public struct RasterImage: Equatable, Sendable {
  /// Rows of pixels.
  public let height: Int
  /// Columns of pixels.
  public let width: Int
  /// Bytes of a pixel: 1 in gray, 3 in color.
  public let channels: Int
  /// `height` x `width` x `channels` bytes, row-major, a pixel's red before its green before its blue.
  public let pixels: [UInt8]

  /// The bytes of the picture in color; those of a gray one three times each.
  package var colorPixels: [UInt8] {
    channels == 3 ? pixels : pixels.flatMap { [$0, $0, $0] }
  }
}

/// Why bytes are no picture that can be read here.
public enum RasterImageError: Error, Equatable {
  /// The bytes are neither those of a PNG nor of a JPEG file.
  case otherKind(FileKind?)
  /// The file is cut short, or is not what its format allows.
  case damaged(FileKind)
  /// A picture with a side longer than `limit`.
  case tooLarge(height: Int, width: Int, limit: Int)
  /// Colors other than gray and red, green and blue, as in JPEG files that are meant for printing.
  case unsupportedColors
  /// There is no memory for it.
  case noMemory
}
