internal import FileFormats

extension Dataset {
  /// Reads the four IDX files of a folder, each plain or with `.gz`.
  public static func reading(folder: String, name: String) throws(DatasetError) -> Dataset {
    Dataset(
      name: name, origin: .folder(folder),
      train: try readSplit("train", folder: folder), test: try readSplit("t10k", folder: folder))
  }

  /// Reads `x_train`, `y_train`, `x_test` and `y_test` of an npz archive, as Keras keeps them.
  public static func reading(archive path: String, name: String) throws(DatasetError) -> Dataset {
    let file: [UInt8]
    do { file = try readFile(path) } catch { throw .file(error) }
    func array(_ member: String) throws(DatasetError) -> (
      shape: [Int], bytes: [UInt8], file: String
    ) {
      do {
        let array = try NPYArray(memberOf: file, named: "\(member).npy")
        return (array.shape, try array.unsignedBytes(), path)
      } catch {
        throw .npz(file: path, member: member, error)
      }
    }
    return Dataset(
      name: name, origin: .archive(path),
      train: try split(images: try array("x_train"), labels: try array("y_train")),
      test: try split(images: try array("x_test"), labels: try array("y_test")))
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

extension NPYArray {
  fileprivate init(memberOf archive: [UInt8], named name: String) throws(NPZError) {
    let member: [UInt8]
    do { member = try zipMember(name, of: archive) } catch { throw .zip(error) }
    do { self = try NPYArray(parsing: member) } catch { throw .npy(error) }
  }

  /// The elements as bytes: images always are, labels may be 64-bit integers.
  fileprivate func unsignedBytes() throws(NPZError) -> [UInt8] {
    switch element {
    case .uint8: return bytes
    case .int64:
      return stride(from: 0, to: bytes.count, by: 8).map { start in
        bytes[(start + 1)..<(start + 8)].allSatisfy { $0 == 0 } ? bytes[start] : .max
      }
    case .float32: throw .element(element.rawValue)
    }
  }
}
