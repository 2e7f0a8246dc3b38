internal import FileFormats
internal import ImageSets

extension FuzzReader {
  /// Pictures of a folder of them.
  static let pictures = [
    FuzzReader("png", tokens: ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"], repair: withChunkChecksums)
    {
      try usePicture($0)
    },
    FuzzReader("jpeg") { try usePicture($0) },
  ]

  private static func usePicture(_ input: [UInt8]) throws {
    let limit = LabeledImages.sideLimit
    let picture = try RasterImage(parsing: input, sideLimit: limit)
    precondition(
      picture.height <= limit && picture.width <= limit
        && picture.pixels.count == picture.height * picture.width * picture.channels,
      "a picture of \(picture.height)x\(picture.width)x\(picture.channels)")
  }

  /// Behind the eight bytes of its signature a PNG file has chunks of a length, a name, data, and the CRC-32 of the
  /// latter two.
  @Sendable private static func withChunkChecksums(_ input: [UInt8]) -> [UInt8] {
    var output = input
    var start = 8
    while start + 12 <= output.count {
      let length = output[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= output.count - start - 12 else { break }
      let end = start + 8 + length
      let checksum = crc32(Array(output[start + 4..<end]))
      for place in 0..<4 {
        output[end + place] = UInt8(truncatingIfNeeded: checksum >> (8 * (3 - place)))
      }
      start = end + 4
    }
    return output
  }
}
