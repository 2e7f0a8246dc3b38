internal import FileFormats

/// The lines of a log of JSON objects as a table: a column for each name, in the order in which names come up, with dots for
/// what is nested. A field is blank where its line lacks the name.
public struct LogTable: Sendable {
  /// The names of the columns.
  public private(set) var columns: [String] = []
  /// The fields of each line by the numbers of their columns, numbers as they are spelled in the log.
  public private(set) var rows: [[Int: String]] = []
  /// Lines that are no JSON objects, a last one cut off in the writing not among them.
  public private(set) var damagedLines = 0
  private var numbers: [String: Int] = [:]

  /// Reads the lines of a log.
  ///
  /// - Parameter text: of the file.
  public init(parsing text: [UInt8]) {
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (place, line) in lines.enumerated() where !line.isEmpty {
      if case .object(let fields)? = try? JSONValue(parsing: line) {
        add(fields)
      } else if place < lines.count - 1 {
        damagedLines += 1
      }
    }
  }

  private mutating func add(_ fields: [String: JSONValue]) {
    var row: [Int: String] = [:]
    add(.object(fields), named: "", to: &row)
    rows.append(row)
  }

  private mutating func add(_ json: JSONValue, named name: String, to row: inout [Int: String]) {
    switch json {
    case .object(let fields):
      for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
        add(value, named: name.isEmpty ? key : "\(name).\(key)", to: &row)
      }
    case .array(let elements):
      for (place, value) in elements.enumerated() {
        add(value, named: "\(name).\(place)", to: &row)
      }
    case .null: break
    case .boolean(let value): row[number(of: name)] = value ? "true" : "false"
    case .number(let number): row[self.number(of: name)] = number.literal
    case .string(let text): row[number(of: name)] = text
    }
  }

  private mutating func number(of name: String) -> Int {
    if let number = numbers[name] { return number }
    columns.append(name)
    numbers[name] = columns.count - 1
    return columns.count - 1
  }

  /// The table as text, a header first.
  ///
  /// - Parameter separator: between fields.
  public func text(separator: Character) -> String {
    var text = tableRow(columns, separator)
    for row in rows { text += tableRow(columns.indices.map { row[$0] ?? "" }, separator) }
    return text
  }
}

/// A row of a table as text, its fields in quotes where they must be (RFC 4180).
///
/// - Parameters:
///   - fields: in order.
///   - separator: between them.
public func tableRow(_ fields: [String], _ separator: Character) -> String {
  let quoted = fields.map { field in
    field.contains { $0 == separator || $0 == "\"" || $0.isNewline }
      ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
  }
  return quoted.joined(separator: String(separator)) + "\n"
}
