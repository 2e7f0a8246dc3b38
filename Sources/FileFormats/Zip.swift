/// A zip archive, an npz file for one, whose members are stored or deflated.
public struct ZipArchive: Sendable {
  private let bytes: [UInt8]
  private let entries: [ZipEntry]

  /// Reads the directory of an archive from the bytes of its file.
  public init(parsing file: [UInt8]) throws(ZipError) {
    var directory = try Self.directory(of: file)
    var entries: [ZipEntry] = []
    while let signature = directory.littleEndian(UInt32.self), signature == 0x0201_4b50 {
      entries.append(try ZipEntry(&directory))
    }
    bytes = file
    self.entries = entries
  }

  /// The bytes of the first member called `name`, expanded and held against their checksum.
  public func member(named name: String) throws(ZipError) -> [UInt8] {
    guard let entry = entries.first(where: { $0.name == name }) else { throw .noSuchMember(name) }
    return try entry.contents(in: bytes)
  }

  /// The cursor stands on the central directory, found through the end record.
  private static func directory(of archive: [UInt8]) throws(ZipError) -> ByteCursor {
    let endRecordSize = 22
    guard archive.starts(with: [0x50, 0x4b]), archive.count >= endRecordSize else { throw .notZip }
    let earliest = max(0, archive.count - endRecordSize - 0xffff)
    var start = archive.count - endRecordSize
    while start >= earliest, !archive[start...].starts(with: [0x50, 0x4b, 5, 6]) { start -= 1 }
    guard start >= earliest else { throw .notZip }
    var end = ByteCursor(archive[(start + 16)...])
    guard let offset = end.littleEndian(UInt32.self), Int(offset) < archive.count else {
      throw .truncated
    }
    return ByteCursor(archive[Int(offset)...])
  }
}

/// Why bytes are no zip archive, or a member of one is not to be had.
public enum ZipError: Error, Equatable {
  /// The bytes do not begin as a zip archive does, or have no end record.
  case notZip
  /// The archive has no member of this name.
  case noSuchMember(String)
  /// A member compressed by a method other than deflate (8).
  case unsupportedMethod(UInt16)
  /// The archive ends within its directory or a member.
  case truncated
  /// A member that cannot be expanded.
  case compressed(DeflateError)
  /// The bytes of the member of this name do not have its CRC-32.
  case wrongChecksum(String)
}

private struct ZipEntry {
  let name: String
  let method: UInt16
  let checksum: UInt32
  let compressedSize: Int
  let size: Int
  let offset: Int

  /// Reads one entry of the central directory, whose signature has been read.
  init(_ cursor: inout ByteCursor) throws(ZipError) {
    guard cursor.take(6) != nil, let method = cursor.littleEndian(UInt16.self),
      cursor.take(4) != nil, let checksum = cursor.littleEndian(UInt32.self),
      let compressedSize = cursor.littleEndian(UInt32.self),
      let size = cursor.littleEndian(UInt32.self),
      let nameLength = cursor.littleEndian(UInt16.self),
      let extraLength = cursor.littleEndian(UInt16.self),
      let commentLength = cursor.littleEndian(UInt16.self),
      cursor.take(8) != nil, let offset = cursor.littleEndian(UInt32.self),
      let name = cursor.take(Int(nameLength)),
      cursor.take(Int(extraLength) + Int(commentLength)) != nil
    else { throw .truncated }
    self.name = String(decoding: name, as: UTF8.self)
    self.method = method
    self.checksum = checksum
    self.compressedSize = Int(compressedSize)
    self.size = Int(size)
    self.offset = Int(offset)
  }

  func contents(in archive: [UInt8]) throws(ZipError) -> [UInt8] {
    guard offset < archive.count else { throw .truncated }
    var local = ByteCursor(archive[offset...])
    guard local.take(26) != nil, let nameLength = local.littleEndian(UInt16.self),
      let extraLength = local.littleEndian(UInt16.self),
      local.take(Int(nameLength) + Int(extraLength)) != nil,
      let data = local.take(compressedSize)
    else { throw .truncated }
    let bytes: [UInt8]
    switch method {
    case 0: bytes = Array(data)
    case 8:
      do { bytes = try inflate(data, .raw, limit: size) } catch { throw .compressed(error) }
    default: throw .unsupportedMethod(method)
    }
    guard crc32(bytes) == checksum else { throw .wrongChecksum(name) }
    return bytes
  }
}
