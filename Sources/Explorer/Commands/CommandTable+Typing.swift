/// A command as it is typed: its name, and what it is given.
enum TypedCommand: Equatable {
  /// It is whole.
  case command(Command)
  /// No command has this name.
  case unknown(String)
  /// What follows the name is not what the command takes.
  case wrongArguments(of: String)
}

extension CommandTable {
  /// Every row that works without a mode, with the table it is of.
  static let listed: [(table: CommandTable, row: CommandRow)] = all.filter { table in
    if case .mode = table.scope { false } else { true }
  }.flatMap { table in table.rows.map { (table, $0) } }

  /// What the command called `id` takes; nil where it takes nothing.
  static func arguments(of id: String) -> CommandArguments? {
    listed.lazy.filter { $0.row.id == id }.compactMap(\.row.arguments).first
  }

  /// The command that a line asks for.
  static func typed(_ line: String) -> TypedCommand {
    let words = line.split(separator: " ").map(String.init)
    guard let id = words.first else { return .unknown("") }
    let rows = listed.map(\.row).filter { $0.id == id }
    guard !rows.isEmpty else { return .unknown(id) }
    if words.count == 1, let command = rows.lazy.compactMap(\.onlyCommand).first {
      return .command(command)
    }
    guard let command = arguments(of: id)?.command(Array(words.dropFirst())) else {
      return .wrongArguments(of: id)
    }
    return .command(command)
  }
}

extension CommandRow {
  /// The command that all its keys ask for; nil where they ask for several.
  var onlyCommand: Command? {
    guard let first = bindings.first?.command else { return nil }
    return bindings.allSatisfy { $0.command == first } ? first : nil
  }
}
