internal import Autoencoders
internal import Datasets
internal import FileFormats

extension FuzzReader {
  /// Files of images, labels and codes.
  static let arrays = [
    FuzzReader("idx") { input in
      try useAsData(SourceArray(idx: input, file: "input"))
    },
    FuzzReader("gzip") { _ = try inflate($0, .gzip) },
    FuzzReader("zip") { input in
      let archive = try ZipArchive(parsing: input)
      for name in archive.memberNames.prefix(8) { _ = try archive.member(named: name) }
    },
    FuzzReader("npy", tokens: npyTokens) { input in
      try useAsData(SourceArray(npy: input, file: "input"))
    },
    FuzzReader("npz", tokens: npyTokens) { input in
      let dataset = try Dataset(npzBytes: input, path: "input", name: "input", DatasetReading())
      _ = dataset.fingerprint
      if dataset.isLabeled { _ = try dataset.keeping(classes: [3]) }
    },
    FuzzReader(
      "csv", tokens: ["label,", "\"", ";", "\t", "\r\n", "1e39", "nan", "-0.5", ",,", "\n\n"]
    ) { input in
      let dataset = try Dataset(csvBytes: input, path: "input", name: "input", DatasetReading())
      _ = dataset.fingerprint
    },
    FuzzReader("codes", repair: withChecksum) { input in
      let codes = try CompressedCodes(parsing: input)
      let again = try CompressedCodes(parsing: codes.fileBytes())
      precondition(again == codes, "codes changed")
      _ = CodeQuantizer(bits: codes.bits, lows: codes.lows, highs: codes.highs)
        .codes(of: codes.symbols)
    },
  ]

  /// Compressed codes end in the CRC-32 of all bytes before.
  @Sendable private static func withChecksum(_ input: [UInt8]) -> [UInt8] {
    guard input.count > 4 else { return input }
    let checksum = crc32(Array(input.dropLast(4)))
    return input.dropLast(4) + (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
  }

  /// Reads an array as images, and as labels of as many images as there would be.
  private static func useAsData(_ array: SourceArray) throws {
    _ = try? array.labels(ofImages: array.array.shape.first ?? 0, in: "images")
    _ = try array.imageCount()
    var notes: [DatasetNote] = []
    _ = try? array.pixels(PixelReading(range: -1...1), &notes)
    _ = try array.pixels(PixelReading(), &notes)
  }

  private static let npyTokens = [
    "{'descr': '", "'fortran_order': True", "'shape': (", "(1,)", "(2, 28, 28), }",
    "(4294967296, 4294967296)",
    "9223372036854775807", "'<f8'", "'>i4'", "'|b1'", "'<g'", "'|O'", "[('a', '<f4')]", "L",
    "(((((((((((", "\n",
  ]
}
