internal import FileFormats

extension DatasetFormat {
  /// One file, which its first bytes tell to be an npz archive or a stack of images.
  static let singleFile = DatasetFormat(
    isAt: { exists($0) && natureOfWhatIsNoFile(at: $0) != .folder },
    read: { path, name, reading throws(DatasetError) in
      if let nature = natureOfWhatIsNoFile(at: path) { throw .notAFile(path: path, nature) }
      switch kindOfFile(at: path) {
      case .zip: return try Dataset(npzArchive: path, name: name, reading)
      case .npy:
        let array = try SourceArray(npy: readDataFile(path), file: path)
        return try Dataset(images: array, name: name, reading)
      case .idx, .gzip:
        let array = try SourceArray(
          idx: readDataFile(path), file: path, liesOnSide: IDXNaming.liesOnSide(path))
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
