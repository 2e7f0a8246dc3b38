internal import FileFormats

extension DatasetFormat {
  /// A folder of npz archives of one array each, as KMNIST and Kuzushiji-49 are published (Clanuwat et al. 2018).
  static let kuzushijiFolder = DatasetFormat(
    isAt: { kuzushijiPrefix(in: $0) != nil },
    read: { folder, name, reading throws(DatasetError) in
      if reading.members != nil { throw .membersOfNoArchive(path: folder) }
      guard let prefix = kuzushijiPrefix(in: folder) else { throw .noImages(folder: folder) }
      func path(_ part: DatasetPart) -> String { "\(folder)/\(part.kuzushijiName(prefix))" }
      let source = DatasetSource(
        name: prefix, origin: .folder(folder),
        read: { part throws(DatasetError) in
          guard exists(path(part)) else { return nil }
          let arrays = try ArrayCollection(npz: DataFile(path(part)).bytes(), path: path(part))
          guard let only = arrays.names.first else { throw arrays.missing("arr_0") }
          return try arrays.read(only)
        }, missing: { .file(.missing(path($0))) })
      return try Dataset(source, reading)
    })
}

private func kuzushijiPrefix(in folder: String) -> String? {
  ["kmnist", "k49"].first { exists("\(folder)/\(DatasetPart.trainImages.kuzushijiName($0))") }
}

extension DatasetPart {
  fileprivate func kuzushijiName(_ prefix: String) -> String {
    switch self {
    case .trainImages: "\(prefix)-train-imgs.npz"
    case .trainLabels: "\(prefix)-train-labels.npz"
    case .testImages: "\(prefix)-test-imgs.npz"
    case .testLabels: "\(prefix)-test-labels.npz"
    }
  }
}
