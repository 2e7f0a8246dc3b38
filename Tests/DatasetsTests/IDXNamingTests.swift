import Datasets
import FileFormats
import ImageSets
import TestSupport
import Testing

/// IDX files under the names that EMNIST, QMNIST and KMNIST have.
struct IDXNamingTests {
  private static func find(_ path: String) throws -> Dataset {
    try DatasetLocator(environment: [:], home: "/", workingFolder: "/").find(path)
  }

  /// Two images of 2x3 per part, stored column by column, of the first and the last class.
  private static func writeEMNIST(_ part: String, labels: [UInt8], to folder: String) throws {
    for split in ["train", "test"] {
      let name = "\(folder)/emnist-\(part)-\(split)"
      try writeFile(
        DatasetIDXTests.idx([2, 3, 2], [1, 4, 2, 5, 3, 6, 7, 8, 9, 10, 11, 12]),
        to: "\(name)-images-idx3-ubyte")
      try writeFile(DatasetIDXTests.idx([2], labels), to: "\(name)-labels-idx1-ubyte")
    }
  }

  @Test func lettersAreTurnedNamedAndCountedFromZero() throws {
    try withTemporaryFolder { folder in
      try Self.writeEMNIST("letters", labels: [1, 26], to: folder)
      let dataset = try Self.find(folder)
      #expect(dataset.name == "emnist-letters")
      #expect(dataset.train.height == 2 && dataset.train.width == 3)
      #expect(Array(dataset.train.image(0)) == [1, 2, 3, 4, 5, 6])
      #expect(dataset.train.labels == [0, 25])
      #expect(dataset.className(0) == "A" && dataset.className(25) == "Z")
      #expect(dataset.classCount == 26 && dataset.untrainedClasses == Array(1...24))
      #expect(dataset.notes == [.turned(name: "emnist-letters"), .labelsFrom(1)])
      try Self.writeEMNIST("letters", labels: [0, 26], to: folder)
      #expect(
        throws: DatasetError.label(
          file: "\(folder)/emnist-letters-train-labels-idx1-ubyte", index: 0, value: 0)
      ) { try Self.find(folder) }
    }
  }

  /// The archive of EMNIST holds all parts in one folder; the path says which.
  @Test func aPathChoosesAmongSeveral() throws {
    try withTemporaryFolder { folder in
      try Self.writeEMNIST("letters", labels: [1, 26], to: folder)
      try Self.writeEMNIST("balanced", labels: [9, 46], to: folder)
      let balanced = try Self.find("\(folder)/emnist-balanced")
      #expect(balanced.name == "emnist-balanced" && balanced.train.labels == [9, 46])
      #expect(balanced.className(9) == "9" && balanced.className(46) == "t")
      #expect(balanced.classCount == 47)
      let first = try Self.find(folder)
      #expect(first.name == "emnist-letters")
      #expect(
        first.notes.contains(.others(name: "emnist-letters", others: ["emnist-balanced"])))
      #expect(throws: DatasetError.self) { try Self.find("\(folder)/emnist-byclass") }
    }
  }

  /// The first of QMNIST's eight integers is the class.
  @Test func wideLabelsBeginWithTheClass() throws {
    try withTemporaryFolder { folder in
      let rows: [UInt8] = [7, 0, 3, 1, 9, 8, 0, 0, 2, 1, 1, 1, 1, 1, 0, 0]
      let table = rows.flatMap { [UInt8](repeating: 0, count: 3) + [$0] }
      let header: [UInt8] = [0, 0, 0x0c, 2, 0, 0, 0, 2, 0, 0, 0, 8]
      for split in ["train", "test"] {
        try writeFile(
          DatasetIDXTests.idx([2, 28, 28], [UInt8](repeating: 9, count: 2 * 784)),
          to: "\(folder)/qmnist-\(split)-images-idx3-ubyte")
        try writeFile(
          header + table, to: "\(folder)/qmnist-\(split)-labels-idx2-int")
      }
      let dataset = try Self.find(folder)
      #expect(dataset.train.labels == [7, 2] && dataset.test.labels == [7, 2])
      #expect(dataset.notes.isEmpty)
    }
  }

  @Test(arguments: ["KMNIST/raw", "kmnist"])
  func classesAreKnownByTheFolder(place: String) throws {
    try withTemporaryFolder { root in
      let folder = "\(root)/\(place)"
      try createFolder(folder)
      try DatasetIDXTests.write(to: folder)
      let found = try [Self.find(folder)] + (place == "kmnist" ? [] : [Self.find(root)])
      for dataset in found {
        #expect([0, 5, 9].map(dataset.className) == ["o", "ha", "wo"])
      }
    }
  }
}
