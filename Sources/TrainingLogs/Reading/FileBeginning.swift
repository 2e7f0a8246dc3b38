internal import FileFormats

/// The first bytes of a file, by which its format is told.
struct FileBeginning {
  /// As many as the keys of a log's first line take.
  private static let limit = 1 << 16

  let path: String
  let bytes: [UInt8]

  /// Reads the beginning; nil where there is no such file, or it cannot be read.
  init?(_ path: String, on fileSystem: any FileSystem) {
    guard let file = try? fileSystem.open(reading: path),
      let bytes = try? fileSystem.read(min(file.size, Self.limit), at: 0, of: file)
    else { return nil }
    (self.path, self.bytes) = (path, bytes)
  }

  /// The first line that is not blank, as far as it was read.
  var firstLine: Range<Int> {
    let breaks = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    let start = bytes.firstIndex { !breaks.contains($0) } ?? bytes.count
    let end = bytes[start...].firstIndex(where: breaks.contains) ?? bytes.count
    return start..<end
  }

  /// Whether `text` stands somewhere in the first few thousand bytes.
  func holds(_ text: String) -> Bool {
    bytes.prefix(4096).firstRange(of: Array(text.utf8)) != nil
  }
}
