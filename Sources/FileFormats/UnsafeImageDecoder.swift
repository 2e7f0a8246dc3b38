internal import CRasters

extension RasterImage {
  /// Parses the bytes of a PNG or JPEG file. What is transparent is laid over black, and samples of 16 bits are scaled
  /// to eight.
  ///
  /// - Parameters:
  ///   - file: the bytes.
  ///   - sideLimit: the rows and columns that the picture may have; no memory is taken for a larger one.
  public init(parsing file: [UInt8], sideLimit: Int) throws(RasterImageError) {
    let found = FileKind(beginning: file)
    guard let kind = found, kind == .png || kind == .jpeg else { throw .otherKind(found) }
    var picture = unsafe cr_picture()
    defer { unsafe cr_picture_free(&picture) }
    let status = unsafe Self.decode(file, kind, UInt32(clamping: sideLimit), &picture)
    let (height, width) = unsafe (Int(picture.height), Int(picture.width))
    let channels = unsafe Int(picture.channels)
    switch status {
    case cr_status_ok: break
    case cr_status_too_large: throw .tooLarge(height: height, width: width, limit: sideLimit)
    case cr_status_unsupported_colors: throw .unsupportedColors
    case cr_status_no_memory: throw .noMemory
    default: throw .damaged(kind)
    }
    let pixels = unsafe [UInt8](
      UnsafeBufferPointer(start: picture.pixels, count: height * width * channels))
    self.init(height: height, width: width, channels: channels, pixels: pixels)
  }

  private static func decode(
    _ file: [UInt8], _ kind: FileKind, _ sideLimit: UInt32, _ picture: inout cr_picture
  ) -> cr_status {
    unsafe file.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return cr_status_damaged }
      return kind == .png
        ? unsafe cr_png_decode(start, bytes.count, sideLimit, &picture)
        : unsafe cr_jpeg_decode(start, bytes.count, sideLimit, &picture)
    }
  }
}
