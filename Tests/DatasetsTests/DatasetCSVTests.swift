import Datasets
import FileFormats
import ImageSets
import TestSupport
import Testing

/// Tables of images of 8x8, or of 8x8 in color.
struct DatasetCSVTests {
  /// Reads a table of rows that begin with these labels, each with `pixels` after it.
  private static func read(
    _ labels: [String], _ pixels: [String]
  ) throws -> Dataset {
    let rows = labels.map { ([$0] + pixels).joined(separator: ",") }
    return try read(rows.joined(separator: "\n"))
  }

  private static func read(_ text: String) throws -> Dataset {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a.csv"
      try writeFile(Array(text.utf8), to: path)
      return try DatasetLocator(environment: [:], home: folder, workingFolder: folder).find(path)
    }
  }

  private static let ramp = (0..<64).map { "\($0 * 4)" }

  /// All labels, wherever they went.
  private static func labels(_ dataset: Dataset) -> [UInt8] {
    (dataset.train.labels + dataset.test.labels).sorted()
  }

  @Test func readsLabelsAndBytes() throws {
    let dataset = try Self.read((0..<12).map { "\($0 % 3)" }, Self.ramp)
    #expect(dataset.name == "a" && Self.labels(dataset) == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
    #expect((dataset.train.height, dataset.train.width, dataset.train.channels) == (8, 8, 1))
    #expect(Array(dataset.train.image(0)) == (0..<64).map { UInt8($0 * 4) })
    #expect(dataset.train.count == 10 && dataset.notes == [.splitOff(count: 2, all: 12)])
  }

  @Test func wordsAreClassesByName() throws {
    let dataset = try Self.read(["dog", "cat", "dog", "ant", "cat", "dog"], Self.ramp)
    #expect(dataset.train.classNames == ["ant", "cat", "dog"])
    #expect(Self.labels(dataset) == [0, 1, 1, 2, 2, 2])
    #expect(throws: DatasetError.self) { try Self.read(["1", "cat"], Self.ramp) }
    #expect(Self.labels(try Self.read(["1.0", "2.0"], Self.ramp)) == [1, 2])
  }

  /// The rules of npy files, where the type is not told: 0 and 1 alone are black and white.
  @Test func numbersAreReadByWhatTheyAre() throws {
    let floats = try Self.read(["1", "2"], (0..<64).map { "\(Float($0) / 63)" })
    let grays = (0..<64).map { index -> UInt8 in UInt8((Float(index) / 63 * 255).rounded()) }
    #expect(Array(floats.train.image(0)) == grays)
    let binary = try Self.read(["1", "2"], (0..<64).map { "\($0 % 2)" })
    let blackAndWhite = (0..<64).map { index -> UInt8 in index % 2 == 0 ? 0 : 255 }
    #expect(Array(binary.train.image(0)) == blackAndWhite)
    let whole = try Self.read(["1", "2"], (0..<64).map { "\($0).0" })
    #expect(Array(whole.train.image(0)) == (0..<64).map { UInt8($0) })
    #expect(whole.notes.contains { if case .readUpTo255 = $0 { true } else { false } })
    let error = try #require(throws: DatasetError.self) {
      try Self.read(["1", "2"], (0..<64).map { "\($0 * 100)" })
    }
    guard case .pixelOutOfRange(_, 0, _, 0, 6300) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func colorsAndTablesWithoutLabelsAreRead() throws {
    let row = (1...192).map { "\($0)" }.joined(separator: "\t")
    let dataset = try Self.read([row, row].joined(separator: "\n"))
    #expect(!dataset.isLabeled && dataset.train.channels == 3)
    #expect(Array(dataset.train.image(0).prefix(6)) == [1, 65, 129, 2, 66, 130])
    #expect(dataset.notes.contains(.unlabeled))
  }

  @Test func faultsAreToldWithFileAndLine() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a.csv"
      func fails(_ text: String, _ error: DatasetError) throws {
        try writeFile(Array(text.utf8), to: path)
        #expect(throws: error) { try Dataset(csvFile: path) }
      }
      let row = Self.ramp.joined(separator: ",")
      try fails(
        "1,\(row)\n2,\(row),9\n", .csv(file: path, .fieldCount(line: 2, expected: 65, found: 66)))
      try fails("1,2,3\n", .tableColumns(file: path, pixels: 3))
      try fails("1,\(row)\n-2,\(row)\n", .label(file: path, index: 1, value: -2))
      try fails("1,\(row)\ncat,\(row)\n", .labelText(file: path, index: 1, text: "cat"))
      try fails(
        (0..<256).map { "c\($0),\(row)\n" }.joined(), .tooManyClasses(place: path, count: 256))
      try fails("1,\(row)\n", .onlyImage(file: path))
    }
  }
}
