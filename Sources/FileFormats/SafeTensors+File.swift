internal import Foundation

extension SafeTensors {
  /// Reads the file at `path`: its head first, and the rest only where that describes a file of this size.
  ///
  /// - Throws: `FileError` or `SafeTensorsError`.
  package init(
    contentsOf path: String, on fileSystem: any FileSystem = LocalFileSystem()
  ) throws {
    var file = SafeTensorsFile(try fileSystem.open(reading: path), on: fileSystem)
    let header = try file.header()
    try self.init(header) { count throws(FileError) in try file.next(count) }
  }

  /// The entries of `__metadata__` of the file at `path`, of which the head alone is read.
  ///
  /// - Throws: `FileError` or `SafeTensorsError`.
  package static func metadata(ofFileAt path: String) throws -> [String: String] {
    let fileSystem = LocalFileSystem()
    var file = SafeTensorsFile(try fileSystem.open(reading: path), on: fileSystem)
    return try file.header().metadata
  }
}

/// A file that is read from its start piece by piece.
private struct SafeTensorsFile {
  private let file: OpenFile
  private let fileSystem: any FileSystem
  private var offset = 0

  init(_ file: OpenFile, on fileSystem: any FileSystem) {
    self.file = file
    self.fileSystem = fileSystem
  }

  mutating func next(_ count: Int) throws(FileError) -> [UInt8] {
    let bytes = try fileSystem.read(count, at: offset, of: file)
    // Somebody may have cut it off since.
    guard bytes.count == count else { throw FileError(.read, file.path, code: EIO) }
    offset += count
    return bytes
  }

  /// The header, held against the size of the file.
  mutating func header() throws -> SafeTensorsHeader {
    let size = file.size
    let start = try next(min(SafeTensorsHeader.lengthSize, size))
    let length = try SafeTensorsHeader.length(beginning: start, fileSize: size)
    let text = try next(length)
    return try SafeTensorsHeader(parsing: text[...], dataSize: size - offset)
  }
}
