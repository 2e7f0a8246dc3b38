internal import FileFormats

extension Dataset {
  /// Reads `x_train`, `y_train`, `x_test` and `y_test` of an npz archive, as Keras keeps them: images of
  /// bytes, or of floats from 0 to 1, which are kept to the nearest 255th.
  public static func reading(archive path: String, name: String) throws(DatasetError) -> Dataset {
    let archive: [UInt8]
    do { archive = try readFile(path) } catch { throw .file(error) }
    return try reading(name: name, origin: .archive(path)) { member throws(DatasetError) in
      let source = "\(path): \(member)"
      let file: [UInt8]
      do throws(ZipError) { file = try zipMember("\(member).npy", of: archive) } catch {
        throw .array(file: source, .zip(error))
      }
      return try NamedArray(parsing: file, source: source)
    }
  }

  /// Reads `x_train.npy`, `y_train.npy`, `x_test.npy` and `y_test.npy` of a folder, as `reading(archive:)`
  /// does the members of an archive.
  static func reading(arrays folder: String, name: String) throws(DatasetError) -> Dataset {
    try reading(name: name, origin: .folder(folder)) { member throws(DatasetError) in
      let path = "\(folder)/\(member).npy"
      let file: [UInt8]
      do throws(FileError) { file = try readFile(path) } catch { throw .file(error) }
      return try NamedArray(parsing: file, source: path)
    }
  }

  /// Whether a folder holds the training images of `reading(arrays:)`.
  static func isArrayFolder(_ path: String) -> Bool { exists("\(path)/x_train.npy") }

  private static func reading(
    name: String, origin: Origin, array: (String) throws(DatasetError) -> NamedArray
  ) throws(DatasetError) -> Dataset {
    Dataset(
      name: name, origin: origin,
      train: try split(images: array("x_train").images(), labels: array("y_train").labels()),
      test: try split(images: array("x_test").images(), labels: array("y_test").labels()))
  }
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
    if let index = floats.firstIndex(where: { !(0...1).contains($0) }) {
      let image = index / max(1, array.shape.dropFirst().reduce(1, *))
      throw floats[index].isNaN
        ? .pixelNotANumber(file: source, image: image)
        : .pixelOutOfRange(file: source, image: image, value: floats[index])
    }
    return (array.shape, floats.map { UInt8(($0 * 255).rounded()) }, source)
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
