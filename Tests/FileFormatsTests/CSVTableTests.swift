import FileFormats
import Testing

struct CSVTableTests {
  private static func table(_ text: String) throws -> CSVTable {
    try CSVTable(parsing: Array(text.utf8))
  }

  private static func columns(
    _ text: String, hasHeader: Bool = false, text column: Int? = nil,
    leavingOut leftOut: Set<Int> = []
  ) throws -> CSVTable.Columns {
    try table(text).columns(hasHeader: hasHeader, text: column, leavingOut: leftOut)
  }

  @Test(arguments: [
    "1,2,3\n4,5,6\n", "1;2;3\r\n4;5;6", "1\t2\t3\r4\t5\t6\r", "\u{feff}1, 2 ,\"3\"\n\n\n4,5,6\n\n",
  ])
  func readsLinesHoweverTheyAreWritten(text: String) throws {
    #expect(try Self.table(text).firstLine == ["1", "2", "3"])
    let columns = try Self.columns(text)
    #expect(columns.numbers == [1, 2, 3, 4, 5, 6] && columns.areWhole && columns.texts == [])
  }

  @Test func separatesTextsFromNumbers() throws {
    let text = "id,\"label\",a,b\n7,cat,0.5,-1\n8,,1e2,255\n"
    #expect(try Self.table(text).firstLine == ["id", "label", "a", "b"])
    let columns = try Self.columns(text, hasHeader: true, text: 1, leavingOut: [0])
    #expect(columns.texts == ["cat", ""])
    #expect(columns.numbers == [0.5, -1, 100, 255] && !columns.areWhole)
    #expect(try Self.columns("-1,3000000000\n").numbers == [-1, 3e9])
    #expect(try Self.columns("-1,3000000000\n").areWhole)
  }

  /// Lines are counted as an editor does, blank ones too.
  @Test func faultsAreToldWithTheirLine() throws {
    #expect(throws: CSVError.fieldCount(line: 4, expected: 2, found: 3)) {
      try Self.columns("1,2\r\n\r\n3,4\r\n5,6,7\r\n")
    }
    #expect(throws: CSVError.fieldCount(line: 2, expected: 2, found: 1)) {
      try Self.columns("1,2\n3")
    }
    #expect(throws: CSVError.notNumber(line: 2, column: 2, text: "x")) {
      try Self.columns("1,2\n3, x\n")
    }
    #expect(throws: CSVError.notNumber(line: 1, column: 2, text: "")) { try Self.columns("1,\n") }
    #expect(throws: CSVError.noRows) { try Self.table("") }
    #expect(throws: CSVError.noRows) { try Self.table("\n\n") }
    #expect(throws: CSVError.noRows) { try Self.columns("a,b\n", hasHeader: true) }
    #expect(throws: CSVError.tooManyFields(line: 1, limit: 65_536)) {
      try Self.table(String(repeating: ",", count: 65_536))
    }
    #expect(try Self.table(String(repeating: ",", count: 65_535)).firstLine.count == 65_536)
  }
}
