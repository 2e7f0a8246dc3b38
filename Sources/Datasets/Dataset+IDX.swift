internal import FileFormats
internal import ImageSets

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

  /// Reads the four IDX files of a folder, called as those of MNIST are, each plain or with `.gz`: 28x28
  /// images and labels from 0 to 9.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder.
  ///   - name: of the data set, as it is shown; the folder's own when nil.
  public init(idxFolder folder: String, name: String? = nil) throws(DatasetError) {
    self.init(
      name: name ?? Self.name(ofPath: folder), origin: .folder(folder),
      train: try Self.readSplit("train", folder: folder),
      test: try Self.readSplit("t10k", folder: folder))
  }

  private static func readSplit(_ prefix: String, folder: String) throws(DatasetError)
    -> LabeledImages
  {
    let images = try readArray("\(prefix)-images-idx3-ubyte", folder: folder)
    let labels = try readArray("\(prefix)-labels-idx1-ubyte", folder: folder)
    return try split(images: images, labels: labels)
  }

  private static func readArray(
    _ stem: String, folder: String
  ) throws(DatasetError) -> (shape: [Int], bytes: [UInt8], file: String) {
    guard let path = file(stem, in: folder) else { throw .missing(file: stem, folder: folder) }
    do {
      let array = try IDXArray(parsing: try readFile(path))
      return (array.shape, array.bytes, path)
    } catch let error as IDXError {
      throw .idx(file: path, error)
    } catch let error as FileError {
      throw .file(error)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  fileprivate static func file(_ stem: String, in folder: String) -> String? {
    ["", ".gz"].map { "\(folder)/\(stem)\($0)" }
      .first(where: exists)
  }
}

extension DatasetFormat {
  /// A folder of IDX files.
  static let idxFolder = DatasetFormat(
    isAt: { Dataset.file("train-images-idx3-ubyte", in: $0) != nil },
    read: { path, name throws(DatasetError) in try Dataset(idxFolder: path, name: name) })
}
