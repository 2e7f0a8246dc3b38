/// A table of numbers as text: a row a line, its fields separated by commas, semicolons or tabs, in quotes or not. No
/// field holds a separator or a line break.
public struct CSVTable: Sendable {
  /// The fields of the first line, which may be names or values.
  public let firstLine: [String]
  private let bytes: [UInt8]
  private let separator: UInt8
  private let start: Int

  /// Columns of a table, each row's value after that of the row before.
  public struct Columns: Equatable, Sendable {
    /// The texts of the column that was asked for as text.
    public fileprivate(set) var texts: [String] = []
    /// The numbers of all other columns, row after row.
    public fileprivate(set) var numbers: [Float] = []
    /// Whether all of these are written as whole numbers.
    public fileprivate(set) var areWhole = true
  }
}

/// Why bytes are no table of numbers.
public enum CSVError: Error, Equatable {
  /// There is no row of values.
  case noRows
  /// A line has more fields than `limit`.
  case tooManyFields(line: Int, limit: Int)
  /// A line has another number of fields than the first.
  case fieldCount(line: Int, expected: Int, found: Int)
  /// A field is no number: that of a column, counted from one.
  case notNumber(line: Int, column: Int, text: String)
}

extension CSVTable {
  /// Fields of a line that are read; more than an image of 128x128 in color has.
  private static let fieldLimit = 1 << 16
  private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// Reads the first line.
  ///
  /// - Parameter bytes: of the file.
  public init(parsing bytes: [UInt8]) throws(CSVError) {
    self.bytes = bytes
    start = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    separator = Self.separator(of: bytes[start...])
    var cursor = CSVCursor(bytes, separator: separator, position: start)
    guard !cursor.isAtEnd else { throw .noRows }
    let line = cursor.line
    var fields: [String] = []
    var endsLine = false
    while !endsLine {
      guard fields.count < Self.fieldLimit else {
        throw .tooManyFields(line: line, limit: Self.fieldLimit)
      }
      let field = cursor.field()
      fields.append(cursor.text(field.range))
      endsLine = field.endsLine
    }
    firstLine = fields
  }

  /// The first of the separators that the first line has.
  private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
    let separators = [",", ";", "\t"].map { (text: Unicode.Scalar) in UInt8(ascii: text) }
    let breaks = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    let line = bytes.drop(while: breaks.contains).prefix { !breaks.contains($0) }
    return line.first(where: separators.contains) ?? separators[0]
  }

  /// Reads all rows.
  ///
  /// - Parameters:
  ///   - hasHeader: whether the first line holds names.
  ///   - text: the column that is read as text; nil for none.
  ///   - leftOut: columns that are not read.
  public func columns(
    hasHeader: Bool, text: Int?, leavingOut leftOut: Set<Int> = []
  ) throws(CSVError) -> Columns {
    var cursor = CSVCursor(bytes, separator: separator, position: start)
    if hasHeader { while !cursor.field().endsLine {} }
    guard !cursor.isAtEnd else { throw .noRows }
    let isRead = firstLine.indices.map { !leftOut.contains($0) }
    var columns = Columns()
    while !cursor.isAtEnd { try readRow(&cursor, text, isRead, into: &columns) }
    return columns
  }

  private func readRow(
    _ cursor: inout CSVCursor, _ text: Int?, _ isRead: [Bool], into columns: inout Columns
  ) throws(CSVError) {
    let line = cursor.line
    var column = 0
    var endsLine = false
    while !endsLine {
      let field = cursor.field()
      endsLine = field.endsLine
      defer { column += 1 }
      guard column < isRead.count, isRead[column] else { continue }
      if column == text {
        columns.texts.append(cursor.text(field.range))
        continue
      }
      guard let number = cursor.number(field.range) else {
        throw .notNumber(line: line, column: column + 1, text: cursor.text(field.range))
      }
      columns.numbers.append(number.value)
      columns.areWhole = columns.areWhole && number.isWhole
    }
    guard column == isRead.count else {
      throw .fieldCount(line: line, expected: isRead.count, found: column)
    }
  }
}
