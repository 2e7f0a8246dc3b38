internal import FileFormats

extension Dataset {
  /// Reads `x_train`, `y_train`, `x_test` and `y_test` of an npz archive, as Keras keeps them: 28x28 images of any of
  /// NumPy's types, and labels from 0 to 9 as numbers or one-hot. Where there are no labels the images have none;
  /// where nothing is to test on, a sixth of the training images is.
  ///
  /// Floats go from 0 to 1 and are kept to the nearest 255th; those that are whole numbers up to 255 are read as such.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - name: of the data set, as it is shown; the file's own when nil.
  public init(npzArchive path: String, name: String? = nil) throws(DatasetError) {
    try self.init(npzArchive: path, name: name, PixelReading())
  }

  init(npzArchive path: String, name: String?, _ pixels: PixelReading) throws(DatasetError) {
    try self.init(npzBytes: DataFile(path).bytes(), path: path, name: name, pixels)
  }

  package init(
    npzBytes file: [UInt8], path: String, name: String?, _ pixels: PixelReading
  ) throws(DatasetError) {
    let archive: ZipArchive
    do { archive = try ZipArchive(parsing: file) } catch {
      throw .array(file: path, .zip(error))
    }
    let source = DatasetSource(
      name: name ?? Self.name(ofPath: path), origin: .archive(path),
      read: { part throws(DatasetError) in
        let member = "\(part.arrayName).npy"
        guard archive.memberNames.contains(member) else { return nil }
        let source = "\(path): \(part.arrayName)"
        let bytes: [UInt8]
        do throws(ZipError) { bytes = try archive.member(named: member) } catch {
          throw .array(file: source, .zip(error))
        }
        return try SourceArray(npy: bytes, file: source)
      },
      missing: { .noMember($0.arrayName, file: path, members: archive.memberNames) })
    try self.init(source, pixels)
  }

  /// Reads `x_train.npy`, `y_train.npy`, `x_test.npy` and `y_test.npy` of a folder, the same as the
  /// members of an npz archive.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder.
  ///   - name: of the data set, as it is shown; the folder's own when nil.
  public init(npyFolder folder: String, name: String? = nil) throws(DatasetError) {
    try self.init(npyFolder: folder, name: name, PixelReading())
  }

  init(npyFolder folder: String, name: String?, _ pixels: PixelReading) throws(DatasetError) {
    func path(_ part: DatasetPart) -> String { "\(folder)/\(part.arrayName).npy" }
    let source = DatasetSource(
      name: name ?? Self.name(ofPath: folder), origin: .folder(folder),
      read: { part throws(DatasetError) in
        guard exists(path(part)) else { return nil }
        return try SourceArray(npy: DataFile(path(part)).bytes(), file: path(part))
      },
      missing: { .file(.missing(path($0))) })
    try self.init(source, pixels)
  }
}

extension DatasetPart {
  /// The name that Keras gives the array.
  fileprivate var arrayName: String {
    switch self {
    case .trainImages: "x_train"
    case .trainLabels: "y_train"
    case .testImages: "x_test"
    case .testLabels: "y_test"
    }
  }
}

extension DatasetFormat {
  /// A folder of npy files.
  static let npyFolder = DatasetFormat(
    isAt: { exists("\($0)/x_train.npy") },
    read: { path, name, pixels throws(DatasetError) in
      try Dataset(npyFolder: path, name: name, pixels)
    })
}
