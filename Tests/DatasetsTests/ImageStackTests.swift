import Datasets
import FileFormats
import ImageSets
import TestSupport
import Testing

/// Images of any shape, gray and in color, as arrays hold them.
struct ImageStackTests {
  private static func write(
    _ shape: [Int], _ bytes: [UInt8]? = nil, to folder: String, name: String = "x_train"
  ) throws {
    let count = shape.reduce(1, *)
    try writeFile(
      DatasetNPYTests.npy("|u1", shape, bytes ?? (0..<count).map { UInt8($0 % 251) }),
      to: "\(folder)/\(name).npy")
  }

  private static func read(_ folder: String) throws -> Dataset {
    try DatasetLocator(environment: [:], home: folder, workingFolder: folder).find(folder)
  }

  @Test(
    arguments: [
      ([2, 5, 7], (5, 7, 1)), ([2, 128, 128], (128, 128, 1)), ([2, 5, 7, 1], (5, 7, 1)),
      ([2, 1, 5, 7], (5, 7, 1)), ([2, 32, 30, 3], (32, 30, 3)), ([2, 3, 32, 30], (32, 30, 3)),
      ([2, 64], (8, 8, 1)), ([2, 3072], (32, 32, 3)), ([2, 1024], (32, 32, 1)),
    ] as [([Int], (Int, Int, Int))])
  func readsTheShape(shape: [Int], size: (height: Int, width: Int, channels: Int)) throws {
    try withTemporaryFolder { folder in
      try Self.write(shape, to: folder)
      let dataset = try Self.read(folder)
      for images in [dataset.train, dataset.test] {
        #expect((images.height, images.width, images.channels) == size && images.count == 1)
      }
    }
  }

  /// Channels first, as PyTorch has them, and flat rows, as CIFAR's Python files do, are brought into one order.
  @Test(arguments: [[1, 3, 8, 8], [1, 192], [1, 8, 8, 3]])
  func channelsComeLast(shape: [Int]) throws {
    try withTemporaryFolder { folder in
      for name in ["x_train", "x_test"] { try Self.write(shape, to: folder, name: name) }
      let dataset = try Self.read(folder)
      let planes = (0..<64).flatMap { (pixel: UInt8) in [pixel, 64 + pixel, 128 + pixel] }
      let expected: [UInt8] = shape.last == 3 ? Array(0..<192) : planes
      #expect(dataset.test.pixels == expected)
      let isFlat = shape.count == 2
      #expect(dataset.notes.contains(.planes(file: "\(folder)/x_test.npy")) == isFlat)
    }
  }

  @Test func refusesOtherSizesThanThoseTrainedOn() throws {
    try withTemporaryFolder { folder in
      try Self.write([2, 8, 8], to: folder)
      try Self.write([2, 8, 9], to: folder, name: "x_test")
      let error = DatasetError.differentShapes(
        file: "\(folder)/x_train.npy", shape: [2, 8, 8], other: "\(folder)/x_test.npy",
        otherShape: [2, 8, 9])
      #expect(throws: error) { try Self.read(folder) }
      try Self.write([2, 8, 129], to: folder)
      #expect(
        throws: DatasetError.imageSize(file: "\(folder)/x_train.npy", height: 8, width: 129)
      ) { try Self.read(folder) }
      try Self.write([2, 0, 9], to: folder)
      #expect(throws: DatasetError.imageSize(file: "\(folder)/x_train.npy", height: 0, width: 9)) {
        try Self.read(folder)
      }
    }
  }
}
