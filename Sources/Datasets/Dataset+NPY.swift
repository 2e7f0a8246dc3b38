internal import FileFormats

extension Dataset {
  /// Reads the arrays of an npz archive: `x_train`, `y_train`, `x_test` and `y_test`, as Keras keeps them, or those
  /// whose shapes are those of images and labels. Images are of any of NumPy's types, labels numbers or one-hot. Where
  /// there are no labels the images have none; where nothing is to test on, a sixth of the training images is.
  ///
  /// Floats go from 0 to 1 and are kept to the nearest 255th; those that are whole numbers up to 255 are read as such.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - name: of the data set, as it is shown; the file's own when nil.
  public init(npzArchive path: String, name: String? = nil) throws(DatasetError) {
    try self.init(npzArchive: path, name: name, DatasetReading())
  }

  init(npzArchive path: String, name: String?, _ reading: DatasetReading) throws(DatasetError) {
    try self.init(npzBytes: DataFile(path).bytes(), path: path, name: name, reading)
  }

  package init(
    npzBytes file: [UInt8], path: String, name: String?, _ reading: DatasetReading
  ) throws(DatasetError) {
    let arrays = try ArrayCollection(npz: file, path: path)
    try self.init(
      arrays.source(named: name ?? Self.name(ofPath: path), arrays.choice(reading.members)),
      reading)
  }

  /// Reads `x_train.npy`, `y_train.npy`, `x_test.npy` and `y_test.npy` of a folder, the same as the
  /// members of an npz archive.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder.
  ///   - name: of the data set, as it is shown; the folder's own when nil.
  public init(npyFolder folder: String, name: String? = nil) throws(DatasetError) {
    try self.init(npyFolder: folder, name: name, DatasetReading())
  }

  init(npyFolder folder: String, name: String?, _ reading: DatasetReading) throws(DatasetError) {
    if reading.members != nil { throw .membersOfNoArchive(path: folder) }
    let arrays = ArrayCollection(
      npyFolder: folder, names: DatasetPart.allCases.compactMap { ArrayChoice.keras.names[$0] })
    try self.init(
      arrays.source(named: name ?? Self.name(ofPath: folder), .keras), reading)
  }
}

extension DatasetFormat {
  /// A folder of npy files.
  static let npyFolder = DatasetFormat(
    isAt: { exists("\($0)/x_train.npy") },
    read: { path, name, reading throws(DatasetError) in
      try Dataset(npyFolder: path, name: name, reading)
    })
}
