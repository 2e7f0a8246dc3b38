internal import FileFormats

extension Dataset {
  /// MNIST (LeCun et al. 1998): 60 000 and 10 000 handwritten digits.
  ///
  /// - Parameter folder: holds the set's four IDX files, each plain or with `.gz`.
  public static func mnist(in folder: String) throws(DatasetError) -> Dataset {
    try Dataset(idxFolder: folder, name: "mnist")
  }

  /// Fashion-MNIST (Xiao et al. 2017): 60 000 and 10 000 garments of ten kinds.
  ///
  /// - Parameter folder: holds the set's four IDX files, each plain or with `.gz`.
  public static func fashionMNIST(in folder: String) throws(DatasetError) -> Dataset {
    try Dataset(idxFolder: folder, name: "fashion-mnist")
  }

  /// Reads the IDX files of a folder, called as those of MNIST, QMNIST or EMNIST are, with a dash or a dot before
  /// `idx`, each plain or with `.gz`, or in a folder of its own name. Where there are no labels the images have none;
  /// where nothing is to test on, a sixth of the training images is.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder; of one with several sets, followed by a slash and the name of one.
  ///   - name: of the data set, as it is shown; the files' or the folder's own when nil.
  public init(idxFolder folder: String, name: String? = nil) throws(DatasetError) {
    guard let place = IDXPlace(at: folder) else {
      throw .missing(file: IDXNaming.all[0].name(of: .trainImages), folder: folder)
    }
    try self.init(place, name: name, DatasetReading())
  }

  fileprivate init(
    _ place: IDXPlace, name: String?, _ reading: DatasetReading
  ) throws(DatasetError) {
    let (folder, naming) = (place.folder, place.naming)
    if reading.members != nil { throw .membersOfNoArchive(path: folder) }
    let name = name ?? naming.name ?? Self.name(ofPath: folder)
    var source = DatasetSource(
      name: name, origin: .folder(folder),
      read: { part throws(DatasetError) in
        guard let path = naming.file(part, in: folder) else { return nil }
        let isImage = part == .trainImages || part == .testImages
        return try SourceArray(
          idx: DataFile(path).bytes(), file: path, liesOnSide: naming.imagesLieOnSide && isImage)
      },
      missing: { .missing(file: naming.name(of: $0), folder: folder) })
    source.firstLabel = naming.firstLabel
    source.notes =
      (naming.imagesLieOnSide ? [.turned(name: name)] : [])
      + (place.others.isEmpty ? [] : [.others(name: name, others: place.others)])
    try self.init(source, reading)
  }
}

extension DatasetFormat {
  /// A folder of IDX files.
  static let idxFolder = DatasetFormat(
    isAt: { IDXPlace(at: $0) != nil },
    read: { path, name, reading throws(DatasetError) in
      guard let place = IDXPlace(at: path) else { throw .noImages(folder: path) }
      return try Dataset(place, name: place.naming.name ?? name, reading)
    })
}
