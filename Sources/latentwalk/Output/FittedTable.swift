internal import ProgramOptions
internal import TerminalUI

/// A table whose lines a terminal has room for: what all of a column begin with is left out, then texts are cut, then
/// columns are left out and named below. Numbers are never cut.
struct FittedTable {
  struct Column {
    let title: String
    var cells: [String]
    /// What its cells may be cut to; nil where they are whole or not there.
    var least: Int?
    /// What all cells begin with is noise to whoever looks at them.
    var hasSharedStart = false
    /// What it is called where it is left out; its title when nil.
    var fullTitle: String?
    /// Columns with greater ones are left out first; one with none always stays.
    var rank = 0

    var width: Int { cells.reduce(title.count) { max($0, $1.count) } }

    /// The narrowest that it can be.
    var leastWidth: Int { least.map { min(max($0, 1), width) } ?? width }
  }

  let columns: [Column]
  /// Where all of it is, said where a column is left out.
  let elsewhere: String

  private static let gap = 2

  /// The table.
  ///
  /// - Parameter width: of the terminal; nil where there is none, and nothing is left out.
  func text(width: Int?) -> String {
    guard let width, total(columns, \.width) > width else { return Self.table(columns) }
    var shown = columns.map(Self.withoutSharedStart)
    var left: [String] = []
    while total(shown, \.leastWidth) > width,
      let place = shown.indices.filter({ shown[$0].rank > 0 }).max(by: {
        (shown[$0].rank, $0) < (shown[$1].rank, $1)
      })
    {
      let column = shown.remove(at: place)
      left.append(column.fullTitle ?? column.title)
    }
    cutWidest(of: &shown, to: width)
    guard !left.isEmpty else { return Self.table(shown) }
    let note = "no room for \(left.joined(separator: ", ")): \(elsewhere)"
    return Self.table(shown) + wrappedLines(note, width: width)
  }

  private func total(_ columns: [Column], _ width: (Column) -> Int) -> Int {
    columns.reduce(-Self.gap) { $0 + width($1) + Self.gap }
  }

  private func cutWidest(of columns: inout [Column], to width: Int) {
    var widths = columns.map(\.width)
    var excess = total(columns, \.width) - width
    while excess > 0,
      let place = columns.indices.filter({ widths[$0] > columns[$0].leastWidth })
        .max(by: { widths[$0] < widths[$1] })
    {
      widths[place] -= 1
      excess -= 1
    }
    for (place, width) in widths.enumerated() where width < columns[place].width {
      let column = columns[place]
      columns[place] = Column(
        title: shortened(column.title, to: width),
        cells: column.cells.map { shortened($0, to: width) }, least: column.least,
        rank: column.rank)
    }
  }

  private static func table(_ columns: [Column]) -> String {
    let count = columns.first?.cells.count ?? 0
    return alignedTable(
      [columns.map(\.title)] + (0..<count).map { row in columns.map { $0.cells[row] } })
  }

  private static let mark = ".."

  private static func withoutSharedStart(_ column: Column) -> Column {
    guard column.hasSharedStart, column.cells.count > 1, let first = column.cells.first else {
      return column
    }
    var shared = first.count
    for cell in column.cells { shared = min(shared, zip(first, cell).prefix { $0 == $1 }.count) }
    guard shared > mark.count else { return column }
    var shorter = column
    shorter.cells = column.cells.map { mark + $0.dropFirst(shared) }
    return shorter
  }
}

extension FittedTable.Column {
  /// The values of an option or key: texts may be cut.
  init(option: String, values: [String]) {
    let isText = values.contains { $0 != "-" && Double($0) == nil }
    self.init(title: option, cells: values, least: isText ? 8 : nil, rank: 1)
  }
}

/// A text whose middle gives way to dots where it is longer: beginning and end tell names apart.
private func shortened(_ text: String, to width: Int) -> String {
  guard text.count > width else { return text }
  guard width > 4 else { return String(text.prefix(width)) }
  let kept = width - 2
  return text.prefix(kept - kept / 2) + ".." + text.suffix(kept / 2)
}

/// A text in lines of a width, each ended.
///
/// - Parameter width: nil for a single line.
func wrappedLines(_ text: String, width: Int?) -> String {
  guard let width else { return "\(text)\n" }
  return wrapped(text, width: width).map { "\($0)\n" }.joined()
}
