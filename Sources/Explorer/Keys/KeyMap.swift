public import TerminalUI

/// Keys that a person gave to commands, over those of the table.
public struct KeyMap: Equatable, Sendable {
  /// The keys of each command, by the line that it is typed as.
  public private(set) var keys: [String: [Key]] = [:]
  /// What keys ask for beside the table.
  private var given: [CommandTable.Scope: [Key: Command]] = [:]
  /// The places of rows in a table whose own keys count no more.
  private var replaced: [CommandTable.Scope: Set<Int>] = [:]

  /// The table's own keys.
  public init() {}

  public static func == (a: KeyMap, b: KeyMap) -> Bool { a.keys == b.keys }

  /// The keys of some commands.
  ///
  /// - Throws: for the first of them, in order of their names, that cannot have its keys.
  public init(_ keys: [String: [Key]]) throws(KeyMapError) {
    self.keys = keys
    // Which rows give way is known before keys are held against those that remain.
    var given: [(line: String, row: ListedRow, command: Command)] = []
    for line in keys.keys.sorted() {
      let (row, command) = try Self.row(of: line)
      given.append((line, row, command))
      if row.row.onlyCommand == command {
        replaced[row.table.scope, default: []].insert(row.place)
      }
    }
    for (line, row, command) in given {
      for key in keys[line] ?? [] {
        if let other = user(of: key, beside: row.table.scope) {
          throw .taken(key, by: other, wanted: line)
        }
        self.given[row.table.scope, default: [:]][key] = command
      }
    }
  }

  /// The map with other keys for a command; those of the table where there are none.
  public func giving(_ keys: [Key], to line: String) throws(KeyMapError) -> KeyMap {
    var all = self.keys
    all[line] = keys.isEmpty ? nil : keys
    return try KeyMap(all)
  }

  // MARK: Lookup

  /// The command that `key` asks for in the first of `scopes` that knows it.
  func command(for key: Key, in scopes: [CommandTable.Scope]) -> Command? {
    scopes.lazy.compactMap { command(for: key, in: $0) }.first
  }

  private func command(for key: Key, in scope: CommandTable.Scope) -> Command? {
    if let command = given[scope]?[key] { return command }
    let rows = CommandTable.rows(in: scope)
    guard let replaced = replaced[scope] else {
      return rows.lazy.compactMap { $0.command(for: key) }.first
    }
    return rows.enumerated().lazy.filter { !replaced.contains($0.offset) }
      .compactMap { $0.element.command(for: key) }.first
  }

  /// The keys of a row as help and footer have them.
  func label(of row: CommandRow) -> String {
    guard row.onlyCommand != nil, let keys = keys[row.id] else { return row.label }
    return keys.map(\.name).joined(separator: " ")
  }

  // MARK: Checks

  private typealias ListedRow = (table: CommandTable, place: Int, row: CommandRow)

  private static func row(of line: String) throws(KeyMapError) -> (ListedRow, Command) {
    guard case .command(let command) = CommandTable.typed(line) else {
      throw .unknownCommand(line)
    }
    let id = line.prefix { $0 != " " }
    for table in CommandTable.all where !table.isOfMode {
      for (place, row) in table.rows.enumerated() where row.id == id {
        if row.onlyCommand == command || row.arguments != nil {
          return ((table, place, row), command)
        }
      }
    }
    throw .unknownCommand(line)
  }

  /// The command that has a key already where the keys of `scope` work.
  private func user(of key: Key, beside scope: CommandTable.Scope) -> String? {
    for table in CommandTable.all where !table.isOfMode && scope.overlaps(table.scope) {
      if let command = given[table.scope]?[key] {
        return keys.keys.sorted().first { line in
          keys[line]?.contains(key) == true && CommandTable.typed(line) == .command(command)
        }
      }
      for (place, row) in table.rows.enumerated() where row.command(for: key) != nil {
        if replaced[table.scope]?.contains(place) != true { return row.id }
      }
    }
    return nil
  }
}

/// Why a command cannot have a key.
public enum KeyMapError: Error, Equatable, Sendable {
  /// There is no such command, or it takes something else.
  case unknownCommand(String)
  /// There is no such key.
  case unknownKey(String)
  /// Another command has the key where this one's works.
  case taken(Key, by: String, wanted: String)
}

extension CommandTable {
  /// Its keys are those of a mode.
  var isOfMode: Bool { if case .mode = scope { true } else { false } }
}

extension CommandTable.Scope {
  /// Whether there is a place where the keys of both work.
  fileprivate func overlaps(_ other: Self) -> Bool {
    let shared: [Self] = [.everywhere, .always]
    return self == other || shared.contains(self) || shared.contains(other)
  }
}
