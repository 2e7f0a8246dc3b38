import Datasets
import FileFormats
import Foundation
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
      try Self.write(to: folder, side: 129)
      fails(.imageSize(file: images, height: 129, width: 129))
      try Self.write(to: folder, labels: [1, 2])
      fails(.counts(imageFile: images, images: 3, labelFile: labels, labels: 2))
      try Self.write(to: folder, labels: [1, 255, 2])
      fails(.label(file: labels, index: 1, value: 255))
      try Self.write(to: folder, count: 0, labels: [])
      fails(.noImagesIn(file: images))
      try Self.write(to: folder)
      try writeFile(Self.idx([3, 2, 392], [UInt8](repeating: 0, count: 3 * 784)), to: images)
      fails(.imageSize(file: images, height: 2, width: 392))
      try writeFile(Self.idx([3 * 784], [UInt8](repeating: 0, count: 3 * 784)), to: images)
      fails(.notImages(file: images, shape: [3 * 784]))
      try writeFile([1, 2, 3, 4], to: images)
      fails(.idx(file: images, .wrongMagic([1, 2, 3, 4])))
      try writeFile([], to: images)
      fails(.idx(file: images, .otherKind(.empty)))
    }
  }

  /// `dot-names` and `folder-in-folder` of the cases: other downloads of MNIST.
  @Test(arguments: ["NAME.KIND", "NAME-KIND/NAME-KIND", "NAME-KIND/NAME.KIND"], [false, true])
  func readsOtherNames(pattern: String, isCompressed: Bool) throws {
    try withTemporaryFolder { folder in
      try Self.write(to: "\(folder)")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      for name in names {
        let parts = name.components(separatedBy: "-idx")
        let path = pattern.replacing("NAME", with: parts[0]).replacing(
          "KIND", with: "idx" + parts[1])
        let target = "\(folder)/renamed/\(path)"
        try createFolder((target as NSString).deletingLastPathComponent)
        let bytes = try readFile("\(folder)/\(name)")
        try writeFile(
          isCompressed ? gzipped(bytes) : bytes, to: target + (isCompressed ? ".gz" : ""))
      }
      let dataset = try Dataset(idxFolder: "\(folder)/renamed")
      #expect(
        dataset.train.count == 3 && dataset.test.labels == [0, 5, 9] && dataset.notes.isEmpty)
    }
  }

  /// A gzip member around the deflate stream of a zlib one (RFC 1950 and 1952).
  private func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    func little(_ value: UInt32) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    }
    let stream = zlibCompressed(bytes).dropFirst(2).dropLast(4)
    return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] + stream + little(crc32(bytes))
      + little(UInt32(bytes.count))
  }

  @Test func labelsMayBeMissingButNotOfOnePart() throws {
    try withTemporaryFolder { folder in
      try Self.write(to: folder)
      func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
      }
      try remove("t10k-labels-idx1-ubyte")
      #expect(throws: DatasetError.missing(file: "t10k-labels-idx1-ubyte", folder: folder)) {
        try Dataset(idxFolder: folder)
      }
      try remove("train-labels-idx1-ubyte")
      let unlabeled = try Dataset(idxFolder: folder)
      #expect(!unlabeled.isLabeled && unlabeled.notes == [.unlabeled])
      #expect(throws: DatasetError.noLabels(name: unlabeled.name)) {
        try unlabeled.keeping(classes: [1])
      }
      #expect(unlabeled.untrainedClasses == [])
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
