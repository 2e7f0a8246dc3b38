internal import FileFormats
internal import ImageSets

extension Dataset {
  /// Reads `x_train`, `y_train`, `x_test` and `y_test` of an npz archive, as Keras keeps them: 28x28
  /// images of bytes, or of floats from 0 to 1, which are kept to the nearest 255th, and labels from 0
  /// to 9.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - name: of the data set, as it is shown; the file's own when nil.
  public init(npzArchive path: String, name: String? = nil) throws(DatasetError) {
    let archive: ZipArchive
    do {
      archive = try ZipArchive(parsing: try readFile(path))
    } catch let error as ZipError {
      throw .array(file: path, .zip(error))
    } catch let error as FileError {
      throw .file(error)
    } catch {
      preconditionFailure("\(error)")
    }
    self = try Self.arrays(
      name: name ?? Self.name(ofPath: path), origin: .archive(path)
    ) { member throws(DatasetError) in
      let source = "\(path): \(member)"
      let file: [UInt8]
      do throws(ZipError) { file = try archive.member(named: "\(member).npy") } catch {
        throw .array(file: source, .zip(error))
      }
      return try NamedArray(parsing: file, source: source)
    }
  }

  /// Reads `x_train.npy`, `y_train.npy`, `x_test.npy` and `y_test.npy` of a folder, the same as the
  /// members of an npz archive.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder.
  ///   - name: of the data set, as it is shown; the folder's own when nil.
  public init(npyFolder folder: String, name: String? = nil) throws(DatasetError) {
    self = try Self.arrays(
      name: name ?? Self.name(ofPath: folder), origin: .folder(folder)
    ) { member throws(DatasetError) in
      let path = "\(folder)/\(member).npy"
      let file: [UInt8]
      do throws(FileError) { file = try readFile(path) } catch { throw .file(error) }
      return try NamedArray(parsing: file, source: path)
    }
  }

  private static func arrays(
    name: String, origin: Origin, array: (String) throws(DatasetError) -> NamedArray
  ) throws(DatasetError) -> Dataset {
    Dataset(
      name: name, origin: origin,
      train: try split(images: array("x_train").images(), labels: array("y_train").labels()),
      test: try split(images: array("x_test").images(), labels: array("y_test").labels()))
  }
}

extension DatasetFormat {
  /// An npz archive; any file is taken for one.
  static let npzArchive = DatasetFormat(
    isAt: { exists($0) && !isFolder($0) },
    read: { path, name throws(DatasetError) in
      if path.hasSuffix(".npy") { throw .singleArray(file: path) }
      return try Dataset(npzArchive: path, name: name)
    })

  /// A folder of npy files.
  static let npyFolder = DatasetFormat(
    isAt: { exists("\($0)/x_train.npy") },
    read: { path, name throws(DatasetError) in try Dataset(npyFolder: path, name: name) })
}

/// An array and where it was read.
private struct NamedArray {
  let array: NPYArray
  let source: String

  init(parsing file: [UInt8], source: String) throws(DatasetError) {
    do { array = try NPYArray(parsing: file) } catch { throw .array(file: source, .npy(error)) }
    self.source = source
  }

  func images() throws(DatasetError) -> (shape: [Int], bytes: [UInt8], file: String) {
    if array.element == .uint8 { return (array.shape, array.bytes, source) }
    guard let floats = array.floats else {
      throw .array(file: source, .imageElement(array.element.rawValue))
    }
    do {
      return (array.shape, try LabeledImages.bytes(of: floats), source)
    } catch {
      let image = error.index / max(1, array.shape.dropFirst().reduce(1, *))
      throw error.value.isNaN
        ? .pixelNotANumber(file: source, image: image)
        : .pixelOutOfRange(file: source, image: image, value: error.value)
    }
  }

  func labels() throws(DatasetError) -> (shape: [Int], bytes: [UInt8], file: String) {
    switch array.element {
    case .uint8: return (array.shape, array.bytes, source)
    case .int64:
      let bytes = array.bytes
      let labels = stride(from: 0, to: bytes.count, by: 8).map { start in
        bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | Int(truncatingIfNeeded: $1) }
      }
      if let index = labels.firstIndex(where: { UInt8(exactly: $0) == nil }) {
        throw .label(file: source, index: index, value: labels[index])
      }
      return (array.shape, labels.map { UInt8($0) }, source)
    case .float32, .float64:
      throw .array(file: source, .labelElement(array.element.rawValue))
    }
  }
}
