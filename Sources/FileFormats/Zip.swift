/// Why bytes are no zip archive this library reads.
public enum ZipError: Error, Equatable {
  case notZip
  case noSuchMember(String)
  case unsupportedMethod(UInt16)
  case truncated
  case compressed(DeflateError)
  case wrongChecksum(String)
}

/// The member called `name` of a zip archive (an npz file is one), stored or deflated.
public func zipMember(_ name: String, of archive: [UInt8]) throws(ZipError) -> [UInt8] {
  var directory = try zipDirectory(of: archive)
  while let signature = directory.littleEndian(UInt32.self), signature == 0x0201_4b50 {
    let entry = try ZipEntry(&directory)
    if entry.name == name { return try entry.contents(in: archive) }
  }
  throw .noSuchMember(name)
}

/// The cursor stands on the central directory, found through the end record.
private func zipDirectory(of archive: [UInt8]) throws(ZipError) -> ByteCursor {
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
