import Datasets
import FileFormats
import ImageSets
import TestSupport
import Testing

struct ClassNameFileTests {
  private static func names(_ bytes: [UInt8]) throws -> [String] {
    var names: [String] = []
    try withTemporaryFolder { folder in
      try writeFile(bytes, to: "\(folder)/names")
      names = try ClassNameFile(contentsOf: "\(folder)/names").names
    }
    return names
  }

  @Test func aLineIsAName() throws {
    #expect(
      try Self.names(Array("cat\r\n  sea   lion \n\ndog\n\n".utf8)) == [
        "cat", "sea lion", "", "dog",
      ])
    #expect(try Self.names([]) == [])
  }

  /// What acts on a terminal is no part of a name, and a name ends somewhere.
  @Test func namesAreHarmless() throws {
    #expect(try Self.names(Array("a\u{1b}[31mb\u{202e}c\n".utf8)) == ["a[31mbc"])
    #expect(try Self.names([UInt8](repeating: 65, count: 500))[0].count == 40)
  }

  @Test func refusesWhatIsNoListOfNames() throws {
    #expect(throws: DatasetError.self) { try Self.names([0xff, 0xfe, 0]) }
    #expect(throws: DatasetError.self) {
      try Self.names(Array(String(repeating: "a\n", count: 256).utf8))
    }
    #expect(try Self.names(Array(String(repeating: "a\n", count: 255).utf8)).count == 255)
  }

  /// `classes.txt` names the classes of what is beside it, before what is known of the data's name.
  @Test func standsBesideTheData() throws {
    try withTemporaryFolder { folder in
      try createFolder("\(folder)/kmnist")
      try DatasetIDXTests.write(to: "\(folder)/kmnist")
      try writeFile(Array("zero\none\n".utf8), to: "\(folder)/kmnist/classes.txt")
      let dataset = try Dataset(idxFolder: "\(folder)/kmnist")
      #expect(dataset.className(1) == "one" && dataset.className(5) == "5")
      #expect(dataset.test.classNames == ["zero", "one"])
      #expect(dataset.named([]).className(1) == "1")
    }
  }
}
