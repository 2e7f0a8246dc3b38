enum ZipSignature {
  static let member: UInt32 = 0x0403_4b50
  static let entry: UInt32 = 0x0201_4b50
  static let end: UInt32 = 0x0605_4b50
  static let end64: UInt32 = 0x0606_4b50
  static let end64Locator: UInt32 = 0x0706_4b50
}

/// The record at the end of an archive, which tells where the directory begins (APPNOTE 6.3.9, 4.3.14 to 4.3.16).
struct ZipDirectoryEnd {
  private static let size = 22
  private static let locatorSize = 20
  private static let longestComment = 0xffff

  private let directoryOffset: UInt64

  init(of archive: [UInt8]) throws(ZipError) {
    let kind = FileKind(beginning: archive)
    guard archive.starts(with: [0x50, 0x4b]) else { throw .notZip(kind) }
    let signature = ZipSignature.end.littleEndianBytes
    var start = archive.count - Self.size
    let earliest = max(0, start - Self.longestComment)
    while start >= earliest, !archive[start...].starts(with: signature) { start -= 1 }
    guard start >= earliest else { throw .truncated }
    var record = ByteCursor(archive[(start + 16)...])
    guard let offset = record.littleEndian(UInt32.self) else { throw .truncated }
    directoryOffset = try Self.offset64(of: archive, before: start) ?? UInt64(offset)
  }

  /// The offset in the record of archives of more than 4 GB or 65 535 members; nil where there is none.
  private static func offset64(
    of archive: [UInt8], before end: Int
  ) throws(ZipError) -> UInt64? {
    guard end >= locatorSize else { return nil }
    var locator = ByteCursor(archive[(end - locatorSize)...])
    guard locator.littleEndian(UInt32.self) == ZipSignature.end64Locator, locator.take(4) != nil,
      let place = locator.littleEndian(UInt64.self)
    else { return nil }
    guard place < archive.count else { throw .truncated }
    var record = ByteCursor(archive[Int(place)...])
    guard record.littleEndian(UInt32.self) == ZipSignature.end64, record.take(44) != nil,
      let offset = record.littleEndian(UInt64.self)
    else { throw .truncated }
    return offset
  }

  /// A cursor on the first entry of the directory.
  func directory(in archive: [UInt8]) throws(ZipError) -> ByteCursor {
    guard directoryOffset < archive.count else { throw .truncated }
    return ByteCursor(archive[Int(directoryOffset)...])
  }
}
