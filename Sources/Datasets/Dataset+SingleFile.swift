internal import FileFormats

extension DatasetFormat {
  /// One file, which its first bytes tell to be an npz archive, a stack of images or a table.
  static let singleFile = DatasetFormat(
    isAt: { exists($0) && !isFolder($0) },
    read: { path, name, reading throws(DatasetError) in
      let file = try DataFile(path)
      switch try file.kind() {
      case .zip: return try Dataset(npzBytes: file.bytes(), path: path, name: name, reading)
      case .npy:
        let array = try SourceArray(npy: file.bytes(), file: path)
        return try Dataset(images: array, name: name, reading)
      case .idx: return try Dataset(idxBytes: file.bytes(), path: path, name: name, reading)
      case .text: return try Dataset(csvBytes: file.bytes(), path: path, name: name, reading)
      case .gzip: return try Dataset(compressed: file.bytes(), path: path, name: name, reading)
      case let other: throw .notData(file: path, other)
      }
    })
}

extension Dataset {
  /// The images of an IDX file, or of a table, that gzip compressed.
  fileprivate init(
    compressed file: [UInt8], path: String, name: String, _ reading: DatasetReading
  ) throws(DatasetError) {
    let bytes: [UInt8]
    do { bytes = try inflate(file, .gzip) } catch { throw .idx(file: path, .compressed(error)) }
    if FileKind(beginning: bytes) == .text {
      try self.init(csvBytes: bytes, path: path, name: name, reading)
    } else {
      try self.init(idxBytes: bytes, path: path, name: name, reading)
    }
  }

  fileprivate init(
    idxBytes bytes: [UInt8], path: String, name: String, _ reading: DatasetReading
  ) throws(DatasetError) {
    let array = try SourceArray(idx: bytes, file: path, liesOnSide: IDXNaming.liesOnSide(path))
    try self.init(images: array, name: name, reading)
  }

  /// The images of one array without labels, a sixth of them to test on.
  fileprivate init(
    images: SourceArray, name: String, _ reading: DatasetReading
  ) throws(DatasetError) {
    if reading.members != nil { throw .membersOfNoArchive(path: images.file) }
    guard images.possibleStack != nil else { throw .singleArray(file: images.file) }
    let source = DatasetSource(
      name: name, origin: .archive(images.file), read: { $0 == .trainImages ? images : nil },
      missing: { _ in .singleArray(file: images.file) })
    try self.init(source, reading)
  }
}
