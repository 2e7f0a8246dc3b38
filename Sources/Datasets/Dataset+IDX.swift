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

  /// Reads the IDX files of a folder, called as those of MNIST are, with a dash or a dot before `idx`, each plain or
  /// with `.gz`, or in a folder of its own name: 28x28 images and labels from 0 to 9. Where there are no labels the
  /// images have none; where nothing is to test on, a sixth of the training images is.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder.
  ///   - name: of the data set, as it is shown; the folder's own when nil.
  public init(idxFolder folder: String, name: String? = nil) throws(DatasetError) {
    try self.init(idxFolder: folder, name: name, PixelReading())
  }

  init(idxFolder folder: String, name: String?, _ pixels: PixelReading) throws(DatasetError) {
    let source = DatasetSource(
      name: name ?? Self.name(ofPath: folder), origin: .folder(folder),
      read: { part throws(DatasetError) in
        guard let path = part.idxFile(in: folder) else { return nil }
        return try SourceArray(idx: DataFile(path).bytes(), file: path)
      },
      missing: { .missing(file: $0.idxName, folder: folder) })
    try self.init(source, pixels)
  }
}

extension DatasetPart {
  /// The name that MNIST's file has.
  fileprivate var idxName: String {
    switch self {
    case .trainImages: "train-images-idx3-ubyte"
    case .trainLabels: "train-labels-idx1-ubyte"
    case .testImages: "t10k-images-idx3-ubyte"
    case .testLabels: "t10k-labels-idx1-ubyte"
    }
  }

  /// The path of the file, under whichever of its names it has; nil where there is none.
  fileprivate func idxFile(in folder: String) -> String? {
    let names = [idxName, idxName.replacing("-idx", with: ".idx")]
    let places = [folder] + names.map { "\(folder)/\($0)" }
    let paths = places.flatMap { place in
      names.flatMap { ["\(place)/\($0)", "\(place)/\($0).gz"] }
    }
    return paths.first { exists($0) && !isFolder($0) }
  }
}

extension DatasetFormat {
  /// A folder of IDX files.
  static let idxFolder = DatasetFormat(
    isAt: { DatasetPart.trainImages.idxFile(in: $0) != nil },
    read: { path, name, pixels throws(DatasetError) in
      try Dataset(idxFolder: path, name: name, pixels)
    })
}
