import Datasets
import FileFormats
import ImageSets
import TestSupport
import Testing

/// Folders of npy arrays, sound or broken one way at a time.
struct DatasetNPYTests {
  /// The bytes of an npy file of any element type, laid out as NumPy's format description says.
  static func npy(_ element: String, _ shape: [Int], _ bytes: [UInt8]) -> [UInt8] {
    let sizes = shape.map { "\($0)," }.joined()
    let header = "{'descr': '\(element)', 'fortran_order': False, 'shape': (\(sizes)), }\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      + bytes
  }

  static func doubles(_ values: [Double]) -> [UInt8] {
    values.flatMap { value in (0..<8).map { UInt8(value.bitPattern >> (8 * $0) & 255) } }
  }

  /// Two images: pixel p of the first is p / 1000 of one, the second is white.
  static let pixels = (0..<784).map { Double($0) / 1000 } + [Double](repeating: 1, count: 784)

  static func write(to folder: String) throws {
    let images = npy("<f8", [2, 28, 28], doubles(pixels)), labels = npy("|u1", [2], [4, 9])
    for (name, bytes) in [
      ("x_train", images), ("x_test", images), ("y_train", labels), ("y_test", labels),
    ] {
      try writeFile(bytes, to: "\(folder)/\(name).npy")
    }
  }

  private func find(_ path: String) throws -> Dataset {
    try DatasetLocator(environment: [:], home: path, workingFolder: path).find(path)
  }

  @Test func readsFloatsToTheNearest255th() throws {
    try withTemporaryFolder { folder in
      try Self.write(to: folder)
      try writeFile(
        NPYArray(Self.pixels.map(Float.init), shape: [2, 28, 28]).fileBytes(),
        to: "\(folder)/x_test.npy")
      let dataset = try find(folder)
      let expected = Self.pixels.map { UInt8(($0 * 255).rounded()) }
      #expect(dataset.train.pixels == expected && dataset.test.pixels == expected)
      #expect(dataset.train.labels == [4, 9])
      #expect(dataset.untrainedClasses == [0, 1, 2, 3, 5, 6, 7, 8])
    }
  }

  @Test func refusesWhatIsNoImage() throws {
    try withTemporaryFolder { folder in
      let images = "\(folder)/x_train.npy", labels = "\(folder)/y_train.npy"
      func fails(_ error: DatasetError, _ change: (String) throws -> Void) throws {
        try Self.write(to: folder)
        try change(folder)
        #expect(throws: error) { try find(folder) }
      }
      var pixels = Self.pixels
      pixels[800] = 255
      let out = DatasetError.pixelOutOfRange(
        file: images, image: 1, value: 255, least: 0, greatest: 255)
      try fails(out) { _ in
        try writeFile(Self.npy("<f8", [2, 28, 28], Self.doubles(pixels)), to: images)
      }
      pixels[3] = .nan
      try fails(.pixelNotFinite(file: images, image: 0, pixel: 3, isNaN: true)) { _ in
        try writeFile(Self.npy("<f8", [2, 28, 28], Self.doubles(pixels)), to: images)
      }
      try fails(.array(file: labels, .labelElement("<f8"))) { _ in
        try writeFile(Self.npy("<f8", [2], Self.doubles([1, 2])), to: labels)
      }
      for label in [-2, 256] {
        try fails(.label(file: labels, index: 1, value: label)) { _ in
          let bytes = [3, label].flatMap { value in
            (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
          }
          try writeFile(Self.npy("<i8", [2], bytes), to: labels)
        }
      }
      try fails(.noTestImagesIn(file: "\(folder)/x_test.npy")) {
        try writeFile(Self.npy("<f8", [0, 28, 28], []), to: "\($0)/x_test.npy")
      }
      #expect(throws: DatasetError.singleArray(file: labels)) { try find(labels) }
    }
  }
}
