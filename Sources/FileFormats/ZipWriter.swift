/// A zip archive in the making, of up to 4 GB, whose members have no date (APPNOTE 6.3.9, 4.3).
struct ZipWriter {
  /// How a member's bytes are kept.
  enum Method: UInt16 {
    case stored = 0
    case deflated = 8
  }

  /// Bytes that the members, the directory, or one member may have at most.
  private let limit: Int
  private var members: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  /// An archive of no member yet.
  ///
  /// - Parameter limit: bytes of it at most.
  init(limit: Int = Int(UInt32.max)) { self.limit = limit }

  /// Appends a member of a name that no other has.
  mutating func add(
    _ name: String, _ contents: [UInt8], _ method: Method = .stored
  ) throws(ZipWriterError) {
    guard count < .max else { throw .tooManyMembers(limit: Int(UInt16.max)) }
    let data = method == .stored ? contents : deflated(contents)
    let size = members.count + max(data.count, contents.count) + name.utf8.count + Self.headerSize
    guard size <= limit else { throw .tooLarge(bytes: size, limit: limit) }
    let description = Self.description(name, contents, method, dataSize: data.count)
    let offset = UInt32(members.count)
    members += ZipSignature.member.littleEndianBytes + description + name.utf8 + data
    directory += ZipSignature.entry.littleEndianBytes + Self.unixCreator.littleEndianBytes
    // Neither comment, nor another disk, nor a mark of text.
    directory += description + [UInt8](repeating: 0, count: 6)
    directory += Self.ownerMayReadAndWrite.littleEndianBytes + offset.littleEndianBytes + name.utf8
    count += 1
  }

  /// The archive's bytes, the same as Python's zipfile writes.
  func fileBytes() throws(ZipWriterError) -> [UInt8] {
    let size = members.count + directory.count
    guard size <= limit else { throw .tooLarge(bytes: size, limit: limit) }
    let (onlyDisk, noComment): (UInt32, UInt16) = (0, 0)
    var end = ZipSignature.end.littleEndianBytes + onlyDisk.littleEndianBytes
    end += count.littleEndianBytes + count.littleEndianBytes
    end += UInt32(directory.count).littleEndianBytes + UInt32(members.count).littleEndianBytes
    return members + directory + end + noComment.littleEndianBytes
  }

  /// Bytes before a member besides its name.
  private static let headerSize = 30
  /// Version 2.0 of the format, on Unix.
  private static let unixCreator: UInt16 = 0x0314
  private static let ownerMayReadAndWrite = UInt32(0o600) << 16

  /// What stands before a member and in the directory alike, from the version that reads it to the lengths of its name
  /// and of nothing more.
  private static func description(
    _ name: String, _ contents: [UInt8], _ method: Method, dataSize: Int
  ) -> [UInt8] {
    let (version, flags, midnight, firstOf1980): (UInt16, UInt16, UInt16, UInt16) = (20, 0, 0, 0x21)
    let numbers = [version, flags, method.rawValue, midnight, firstOf1980]
      .flatMap(\.littleEndianBytes)
    let sizes = [UInt32(dataSize), UInt32(contents.count)].flatMap(\.littleEndianBytes)
    return numbers + crc32(contents).littleEndianBytes + sizes
      + UInt16(name.utf8.count).littleEndianBytes + [0, 0]
  }
}

/// Why members do not fit an archive.
public enum ZipWriterError: Error, Equatable {
  /// The archive would have so many bytes, which its offsets do not count.
  case tooLarge(bytes: Int, limit: Int)
  /// There are more members than its directory counts.
  case tooManyMembers(limit: Int)
}
