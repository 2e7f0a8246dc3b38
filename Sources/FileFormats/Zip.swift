/// A zip archive, an npz file for one, whose members are stored or deflated; also one of more than 4 GB, and one
/// that was written to a pipe.
public struct ZipArchive: Sendable {
  private let bytes: [UInt8]
  private let entries: [ZipEntry]

  /// Reads the directory of an archive from the bytes of its file.
  public init(parsing file: [UInt8]) throws(ZipError) {
    var directory = try ZipDirectoryEnd(of: file).directory(in: file)
    var entries: [ZipEntry] = []
    while let signature = directory.littleEndian(UInt32.self), signature == ZipSignature.entry {
      entries.append(try ZipEntry(&directory))
    }
    bytes = file
    self.entries = entries
  }

  /// The names of all members, in the order of the directory.
  public var memberNames: [String] { entries.map(\.name) }

  /// The bytes of the last member called `name`, expanded and held against their checksum.
  public func member(named name: String) throws(ZipError) -> [UInt8] {
    guard let entry = entries.last(where: { $0.name == name }) else { throw .noSuchMember(name) }
    return try entry.contents(in: bytes)
  }
}

/// Why bytes are no zip archive, or a member of one is not to be had.
public enum ZipError: Error, Equatable {
  /// The bytes do not begin as a zip archive does, or have no end record; they may be another kind of file.
  case notZip(FileKind?)
  /// The archive has no member of this name.
  case noSuchMember(String)
  /// A member compressed by a method other than deflate (8).
  case unsupportedMethod(UInt16)
  /// A member that asks for a password.
  case encrypted(String)
  /// The archive ends within its directory or a member.
  case truncated
  /// A member that cannot be expanded.
  case compressed(DeflateError)
  /// The bytes of the member of this name do not have its CRC-32.
  case wrongChecksum(String)
}
