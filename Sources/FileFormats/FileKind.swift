/// What a file is by its first bytes, where they show it: for readers of one kind to name what they were given.
public enum FileKind: Sendable, CaseIterable {
  /// A file without a byte.
  case empty
  /// Pictures.
  case png, jpeg, gif, tiff
  /// Python objects, whose reading runs what they say.
  case pickle
  /// Compressed files.
  case gzip, bzip2, xz, zstandard
  /// Archives.
  case zip, tar, sevenZip
  /// Arrays and tables.
  case npy, idx, hdf5, matlab, parquet, sqlite
  /// Documents.
  case pdf, html, json
  /// Lines of text, as of a table.
  case text

  /// How many bytes of a file's beginning are looked at.
  package static let beginning = 512

  /// The kind of a file that begins with `bytes`, of which 512 are enough; nil where they show none.
  public init?(beginning bytes: some Collection<UInt8>) {
    let start = Array(bytes.prefix(Self.beginning))
    if start.isEmpty {
      self = .empty
    } else if let (_, kind) = Self.signatures.first(where: { start.starts(with: $0.0) }) {
      self = kind
    } else if start.count > 262, start[257...].starts(with: "ustar".utf8) {
      self = .tar
    } else if let text = Self.text(of: start) {
      let trimmed = text.drop(while: \.isWhitespace).lowercased()
      self =
        trimmed.hasPrefix("<!doctype html") || trimmed.hasPrefix("<html")
        ? .html : trimmed.hasPrefix("{") || trimmed.hasPrefix("[") ? .json : .text
    } else {
      return nil
    }
  }

  private static let signatures: [([UInt8], FileKind)] = fixed + ofIDX

  private static let fixed: [([UInt8], FileKind)] = [
    ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], .png), ([0xff, 0xd8, 0xff], .jpeg),
    (ascii("GIF8"), .gif), (ascii("II*\0"), .tiff), (ascii("MM\0*"), .tiff),
    ([0x80, 2], .pickle), ([0x80, 3], .pickle), ([0x80, 4], .pickle), ([0x80, 5], .pickle),
    ([0x1f, 0x8b], .gzip), (ascii("BZh"), .bzip2), ([0xfd, 0x37, 0x7a, 0x58, 0x5a], .xz),
    ([0x28, 0xb5, 0x2f, 0xfd], .zstandard), ([0x50, 0x4b, 3, 4], .zip),
    ([0x50, 0x4b, 5, 6], .zip), ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], .sevenZip),
    ([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], .npy), ([0x89, 0x48, 0x44, 0x46], .hdf5),
    (ascii("MATLAB"), .matlab), (ascii("PAR1"), .parquet), (ascii("SQLite format 3"), .sqlite),
    (ascii("%PDF"), .pdf),
  ]

  /// Of every type of elements, of one to four dimensions.
  private static let ofIDX: [([UInt8], FileKind)] = IDXArray.elements.keys.flatMap { element in
    (1...4).map { rank -> ([UInt8], FileKind) in ([0, 0, element, rank], .idx) }
  }

  private static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// The bytes as text; nil where they hold what no text does. A character cut off at the end is no fault.
  private static func text(of bytes: [UInt8]) -> String? {
    guard bytes.allSatisfy({ $0 >= 0x20 || (0x09...0x0d).contains($0) }) else { return nil }
    for cut in 0..<min(4, bytes.count) {
      if let text = String(validating: bytes.dropLast(cut), as: UTF8.self) { return text }
    }
    return nil
  }
}
