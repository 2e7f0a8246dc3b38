internal import FileFormats

extension DatasetFormat {
  /// One file, which its first bytes tell to be an npz archive or a stack of images.
  static let singleFile = DatasetFormat(
    isAt: { exists($0) && !isFolder($0) },
    read: { path, name, reading throws(DatasetError) in
      let file = try DataFile(path)
      switch try file.kind() {
      case .zip: return try Dataset(npzBytes: file.bytes(), path: path, name: name, reading)
      case .npy:
        let array = try SourceArray(npy: file.bytes(), file: path)
        return try Dataset(images: array, name: name, reading)
      case .idx, .gzip:
        let array = try SourceArray(
          idx: file.bytes(), file: path, liesOnSide: IDXNaming.liesOnSide(path))
        return try Dataset(images: array, name: name, reading)
      case let other: throw .notData(file: path, other)
      }
    })
}

extension Dataset {
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
