import Datasets
import FileFormats
import ImageSets
import TestSupport
import Testing

/// Folders of a table to train on and one to test on, of images of 8x8.
struct TablePairTests {
  private static let header = (["label"] + (0..<64).map { "pixel\($0)" }).joined(separator: ",")

  /// A table of rows of these classes whose pixels are all `pixel`.
  private static func table(_ labels: [String], pixel: Int, header: String = header) -> [UInt8] {
    let pixels = [String](repeating: "\(pixel)", count: 64).joined(separator: ",")
    let rows = labels.map { $0.isEmpty ? pixels : "\($0),\(pixels)" }
    return Array(([header] + rows).joined(separator: "\n").utf8)
  }

  private static func read(_ files: [String: [UInt8]]) throws -> Dataset {
    try withTemporaryFolder { folder in
      for (name, bytes) in files { try writeFile(bytes, to: "\(folder)/\(name)") }
      return try DatasetLocator(environment: [:], home: folder, workingFolder: folder).find(folder)
    }
  }

  @Test(arguments: [
    ("train.csv", "test.csv"), ("mnist_train.csv", "mnist_test.csv"),
    ("fashion-mnist_train.csv", "fashion-mnist_test.csv"),
  ])
  func twoTablesAreOneSet(train: String, test: String) throws {
    let dataset = try Self.read([
      train: Self.table(["2", "0", "1"], pixel: 9), test: Self.table(["1", "2"], pixel: 7),
      "notes.csv": Array("a,b\n".utf8),
    ])
    #expect(dataset.train.labels == [2, 0, 1] && dataset.test.labels == [1, 2])
    #expect(
      dataset.train.pixels.allSatisfy { $0 == 9 } && dataset.test.pixels.allSatisfy { $0 == 7 })
    #expect(dataset.notes.isEmpty)
  }

  /// A word that stands in one table alone is a class of both.
  @Test func wordsAreCountedOverBoth() throws {
    let dataset = try Self.read([
      "train.csv": Self.table(["dog", "cat"], pixel: 9),
      "test.csv": Self.table(["bee", "dog"], pixel: 7),
    ])
    #expect(dataset.train.classNames == ["bee", "cat", "dog"])
    #expect(dataset.train.labels == [2, 1] && dataset.test.labels == [0, 2])
  }

  /// As in Kaggle's competition on MNIST, whose answers nobody has.
  @Test func aTestTableWithoutLabelsIsLeftAside() throws {
    let pixels = (0..<64).map { "pixel\($0)" }.joined(separator: ",")
    let dataset = try Self.read([
      "train.csv": Self.table((0..<12).map { "\($0 % 2)" }, pixel: 9),
      "test.csv": Self.table(["", ""], pixel: 7, header: pixels),
    ])
    #expect(dataset.train.count == 10 && dataset.test.count == 2)
    #expect(dataset.test.pixels.allSatisfy { $0 == 9 })
    #expect(dataset.notes.count == 2 && dataset.notes.contains(.splitOff(count: 2, all: 12)))
    guard case .testWithoutLabels(let file)? = dataset.notes.first else {
      Issue.record("\(dataset.notes)")
      return
    }
    #expect(file.hasSuffix("/test.csv"))
  }

  @Test func faultsAreToldWithTheTableOfTheTwo() throws {
    func fails(_ train: [String], _ test: [String]) throws -> DatasetError {
      try #require(throws: DatasetError.self) {
        try Self.read([
          "train.csv": Self.table(train, pixel: 9), "test.csv": Self.table(test, pixel: 7),
        ])
      }
    }
    guard case .labelText(let file, 1, "cat") = try fails(["1", "2"], ["1", "cat"]) else {
      Issue.record("no fault of a label")
      return
    }
    #expect(file.hasSuffix("/test.csv"))
    let several = try #require(throws: DatasetError.self) {
      try Self.read([
        "a-train.csv": Self.table(["1"], pixel: 9), "a-test.csv": Self.table(["1"], pixel: 9),
        "b-train.csv": Self.table(["1"], pixel: 9), "b-test.csv": Self.table(["1"], pixel: 9),
      ])
    }
    guard case .severalTables(_, let files) = several else {
      Issue.record("\(several)")
      return
    }
    #expect(files.map { $0.suffix(12) } == ["/a-train.csv", "/b-train.csv"])
    let damaged = try #require(throws: DatasetError.self) {
      try Self.read(["train.csv.gz": [0x1f, 0x8b, 8, 0], "test.csv.gz": [0x1f, 0x8b, 8, 0]])
    }
    guard case .compressed = damaged else {
      Issue.record("\(damaged)")
      return
    }
  }
}
