import Datasets
import FileFormats
import ImageSets
import TestSupport
import Testing

/// Writes small IDX data sets and breaks them one way at a time.
struct DatasetIDXTests {
  static func idx(_ shape: [Int], _ bytes: [UInt8]) -> [UInt8] {
    [0, 0, 8, UInt8(shape.count)]
      + shape.flatMap { size in stride(from: 24, through: 0, by: -8).map { UInt8(size >> $0 & 255) }
      }
      + bytes
  }

  static func write(
    to folder: String, count: Int = 3, side: Int = 28, labels: [UInt8] = [0, 5, 9]
  ) throws {
    for split in ["train", "t10k"] {
      try writeFile(
        idx([count, side, side], [UInt8](repeating: 7, count: count * side * side)),
        to: "\(folder)/\(split)-images-idx3-ubyte")
      try writeFile(idx([labels.count], labels), to: "\(folder)/\(split)-labels-idx1-ubyte")
    }
  }

  @Test func readsAFolder() throws {
    try withTemporaryFolder { folder in
      try Self.write(to: folder)
      let dataset = try Dataset(idxFolder: folder, name: "mine")
      #expect(dataset.train.count == 3)
      #expect(dataset.test.labels == [0, 5, 9])
      #expect(dataset.train.image(2).allSatisfy { $0 == 7 })
    }
  }

  @Test func refusesWhatDoesNotFit() throws {
    try withTemporaryFolder { folder in
      let images = "\(folder)/train-images-idx3-ubyte", labels = "\(folder)/train-labels-idx1-ubyte"
      func fails(_ error: DatasetError) {
        #expect(throws: error) { try Dataset(idxFolder: folder, name: "mine") }
      }
      fails(.missing(file: "train-images-idx3-ubyte", folder: folder))
      try Self.write(to: folder, side: 27)
      fails(.imageSize(file: images, height: 27, width: 27))
      try Self.write(to: folder, labels: [1, 2])
      fails(.counts(imageFile: images, images: 3, labelFile: labels, labels: 2))
      try Self.write(to: folder, labels: [1, 10, 2])
      fails(.label(file: labels, index: 1, value: 10))
      try Self.write(to: folder, count: 0, labels: [])
      fails(.noImagesIn(file: images))
      try Self.write(to: folder)
      try writeFile(Self.idx([3, 784], [UInt8](repeating: 0, count: 3 * 784)), to: images)
      fails(.notImages(file: images, shape: [3, 784]))
      try writeFile([1, 2, 3, 4], to: images)
      fails(.idx(file: images, .wrongMagic([1, 2, 3, 4])))
    }
  }

  @Test(.enabled(if: RealData.isPresent, Comment(rawValue: RealData.reason)))
  func readsMNIST() throws {
    let dataset = try Dataset.mnist(in: RealData.folder ?? "")
    #expect(dataset.train.count == 60_000)
    #expect(dataset.test.count == 10_000)
    // Counts of the digits 0 to 9 among the test labels, as published with the set.
    let counts = (UInt8(0)..<10).map { label in dataset.test.labels.count { $0 == label } }
    #expect(counts == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
  }
}
