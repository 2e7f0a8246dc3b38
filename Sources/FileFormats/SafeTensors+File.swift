internal import Foundation

extension SafeTensors {
  /// Reads the file at `path`: its head first, and the rest only where that describes a file of this size.
  ///
  /// - Throws: `FileError` or `SafeTensorsError`.
  package init(
    contentsOf path: String, on fileSystem: any FileSystem = LocalFileSystem()
  ) throws {
    let file = try fileSystem.open(reading: path)
    let size = file.size
    var offset = 0
    func next(_ count: Int) throws(FileError) -> [UInt8] {
      let bytes = try fileSystem.read(count, at: offset, of: file)
      // Somebody may have cut it off since.
      guard bytes.count == count else { throw FileError(.read, path, code: EIO) }
      offset += count
      return bytes
    }
    let start = try next(min(SafeTensorsHeader.lengthSize, size))
    let length = try SafeTensorsHeader.length(beginning: start, fileSize: size)
    let text = try next(length)
    let header = try SafeTensorsHeader(parsing: text[...], dataSize: size - offset)
    try self.init(header, read: next)
  }
}
