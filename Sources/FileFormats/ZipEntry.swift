/// A member as the directory of an archive describes it, which knows what the head of a streamed member does not.
struct ZipEntry {
  let name: String
  private let flags: UInt16
  private let method: UInt16
  private let checksum: UInt32
  private let sizes: ZipSizes

  /// Reads one entry of the central directory, whose signature has been read.
  init(_ cursor: inout ByteCursor) throws(ZipError) {
    guard cursor.take(4) != nil, let flags = cursor.littleEndian(UInt16.self),
      let method = cursor.littleEndian(UInt16.self), cursor.take(4) != nil,
      let checksum = cursor.littleEndian(UInt32.self),
      let compressed = cursor.littleEndian(UInt32.self),
      let size = cursor.littleEndian(UInt32.self),
      let nameLength = cursor.littleEndian(UInt16.self),
      let extraLength = cursor.littleEndian(UInt16.self),
      let commentLength = cursor.littleEndian(UInt16.self),
      cursor.take(8) != nil, let offset = cursor.littleEndian(UInt32.self),
      let name = cursor.take(Int(nameLength)), let extra = cursor.take(Int(extraLength)),
      cursor.take(Int(commentLength)) != nil
    else { throw .truncated }
    self.name = String(decoding: name, as: UTF8.self)
    self.flags = flags
    self.method = method
    self.checksum = checksum
    sizes = try ZipSizes(size: size, compressed: compressed, offset: offset, extra: extra)
  }

  /// The member's bytes, expanded and held against their checksum.
  func contents(in archive: [UInt8]) throws(ZipError) -> [UInt8] {
    guard flags & 1 == 0 else { throw .encrypted(name) }
    guard sizes.offset < archive.count else { throw .truncated }
    var local = ByteCursor(archive[sizes.offset...])
    guard local.take(26) != nil, let nameLength = local.littleEndian(UInt16.self),
      let extraLength = local.littleEndian(UInt16.self),
      local.take(Int(nameLength) + Int(extraLength)) != nil,
      let data = local.take(sizes.compressed)
    else { throw .truncated }
    let bytes: [UInt8]
    switch method {
    case 0: bytes = Array(data)
    case 8:
      do { bytes = try inflate(data, .raw, limit: sizes.size) } catch { throw .compressed(error) }
    default: throw .unsupportedMethod(method)
    }
    guard crc32(bytes) == checksum else { throw .wrongChecksum(name) }
    return bytes
  }
}

/// Sizes and place of a member, those that 32 bits do not hold taken from its extra field 1 (APPNOTE 6.3.9, 4.5.3).
private struct ZipSizes {
  let size: Int
  let compressed: Int
  let offset: Int

  init(
    size: UInt32, compressed: UInt32, offset: UInt32, extra: ArraySlice<UInt8>
  ) throws(ZipError) {
    var long = Self.field(1, of: extra)
    func value(_ short: UInt32) throws(ZipError) -> Int {
      guard short == .max, long != nil else { return Int(short) }
      guard let value = long?.littleEndian(UInt64.self).flatMap(Int.init(exactly:)) else {
        throw .truncated
      }
      return value
    }
    self.size = try value(size)
    self.compressed = try value(compressed)
    self.offset = try value(offset)
  }

  /// The contents of the extra field with this number; nil where there is none.
  private static func field(_ number: UInt16, of extra: ArraySlice<UInt8>) -> ByteCursor? {
    var cursor = ByteCursor(extra)
    while let found = cursor.littleEndian(UInt16.self),
      let length = cursor.littleEndian(UInt16.self), let contents = cursor.take(Int(length))
    {
      if found == number { return ByteCursor(contents) }
    }
    return nil
  }
}
