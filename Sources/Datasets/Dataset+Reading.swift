internal import FileFormats
internal import ImageSets

extension Dataset {
  /// Reads the four IDX files of a folder, each plain or with `.gz`.
  public static func reading(folder: String, name: String) throws(DatasetError) -> Dataset {
    Dataset(
      name: name, origin: .folder(folder),
      train: try readSplit("train", folder: folder), test: try readSplit("t10k", folder: folder))
  }

  /// Whether a folder holds the training images of an IDX data set.
  static func isFolder(_ path: String) -> Bool { file("train-images-idx3-ubyte", in: path) != nil }

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

  private static func file(_ stem: String, in folder: String) -> String? {
    ["", ".gz"].map { "\(folder)/\(stem)\($0)" }
      .first(where: exists)
  }
}
