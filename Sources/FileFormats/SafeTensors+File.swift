extension SafeTensors {
  /// Reads the file at `path`: its head first, and the rest only where that describes a file of this size.
  ///
  /// - Throws: `FileError` or `SafeTensorsError`.
  package init(contentsOf path: String) throws {
    let file = try FileReader(path)
    let start = try file.read(min(SafeTensorsHeader.lengthSize, file.size))
    let length = try SafeTensorsHeader.length(beginning: start, fileSize: file.size)
    let text = try file.read(length)
    let header = try SafeTensorsHeader(
      parsing: text[...], dataSize: file.size - SafeTensorsHeader.lengthSize - length)
    try self.init(header) { count throws(FileError) in try file.read(count) }
  }
}
