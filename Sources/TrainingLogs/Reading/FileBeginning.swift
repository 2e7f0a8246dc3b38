internal import FileFormats

/// The first bytes of a file, by which its format is told.
struct FileBeginning {
  /// Bytes that tell every format whose first line, if it has lines, ends within them.
  private static let usual = 1 << 16
  /// Bytes of the longest first line: ten thousand keys with their values.
  private static let limit = 1 << 21

  let path: String
  let bytes: [UInt8]

  /// Reads the beginning; nil where there is no such file, or it cannot be read.
  init?(_ path: String, on fileSystem: any FileSystem) {
    guard let file = try? fileSystem.open(reading: path),
      var bytes = try? fileSystem.read(min(file.size, Self.usual), at: 0, of: file)
    else { return nil }
    let isWithinText = !bytes.contains { $0 < 0x20 && $0 != UInt8(ascii: "\t") }
    if isWithinText, file.size > bytes.count {
      let rest = min(file.size, Self.limit) - bytes.count
      guard let more = try? fileSystem.read(rest, at: bytes.count, of: file) else { return nil }
      bytes += more
    }
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
