internal import FileFormats

/// A table as text with a column for steps: the logs of Lightning and Keras, and whatever else has such a form. Blank
/// fields are left out. Where a program writes the header anew, as for a new column, the whole file is read again.
final class TableReader: LogReader {
  private let budget: Int
  private let log: LineLog
  private var run: RunRecord
  private var rows = RowCollector()
  /// The numbers of the columns' names; nil before the header.
  private var columns: [Int?]?
  private var separator = UInt8(ascii: ",")

  init(_ path: String, budget: Int, on fileSystem: any FileSystem) {
    self.budget = budget
    log = LineLog(path, on: fileSystem)
    run = RunRecord(budget: budget)
  }

  var runs: [RunRecord] { [run] }
  var modified: Double { log.modified }

  func poll() throws(LogError) -> Bool {
    try log.read(restart: {
      run = RunRecord(budget: budget)
      (rows, columns) = (RowCollector(), nil)
    }) { bytes, line in
      if columns == nil { readHeader(bytes, line) } else { readRow(bytes, line) }
    }
  }

  private func readHeader(_ bytes: [UInt8], _ line: Range<Int>) {
    separator = tableSeparator(bytes, line)
    columns = tableFields(bytes, line, separator).map { rows.number(of: bytes, $0) }
  }

  private func readRow(_ bytes: [UInt8], _ line: Range<Int>) {
    guard let columns else { return }
    var (place, column) = (line.lowerBound, 0)
    while place <= line.upperBound {
      let field = nextTableField(bytes, from: &place, to: line.upperBound, separator)
      if column < columns.count, let name = columns[column], !field.isEmpty {
        if let value = decimalNumber(bytes, field) {
          rows.add(value, name: name)
        } else {
          rows.add(text: bytes, field, name: name)
        }
      }
      column += 1
    }
    if column != columns.count { run.damagedRecords += 1 }
    rows.endRow(in: &run)
  }

  /// Whether the first line of a file has two names or more, one of them a step's, and no numbers.
  static func isLog(_ file: FileBeginning) -> Bool {
    let line = file.firstLine
    guard !line.isEmpty,
      !file.bytes[line].contains(where: { $0 < 0x20 && $0 != UInt8(ascii: "\t") })
    else { return false }
    let fields = tableFields(file.bytes, line, tableSeparator(file.bytes, line))
    guard fields.count > 1, !fields.contains(where: { decimalNumber(file.bytes, $0) != nil }) else {
      return false
    }
    return RowCollector.hasStep(fields.map { String(decoding: file.bytes[$0], as: UTF8.self) })
  }
}
