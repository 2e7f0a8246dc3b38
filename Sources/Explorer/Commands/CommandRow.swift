public import TerminalUI

/// A row of the table of commands: its name, the keys that ask for it, and how it is explained.
public struct CommandRow: Sendable {
  /// The command's stable name, such as `latent.move`. Rows that differ in their arguments share it.
  public let id: String
  /// The keys as they are written in help; empty for a command without a key.
  public let label: String
  /// The line that explains it.
  public let help: String
  /// A word for the footer; nil where there is no room for it.
  public let hint: String?
  /// Keys, and the command that each asks for.
  public let bindings: [Binding]
  /// What the command is given where it is typed; nil where it is given nothing.
  public private(set) var arguments: CommandArguments?

  /// Some keys that mean the same.
  public struct Binding: Sendable {
    /// The keys.
    public let keys: [Key]
    /// The command that each of them asks for.
    public let command: Command
  }

  // Each row is made once: with a copy of all this in every one the module takes nine seconds longer to compile.

  /// A row whose keys, named with spaces between, all ask for the same.
  @inline(never)
  init(_ id: String, _ keys: String, _ help: String, hint: String? = nil, _ command: Command) {
    self.init(id, keys, help, hint: hint, [(keys, command)])
  }

  /// A row whose keys ask for one command with several arguments.
  @inline(never)
  init(
    _ id: String, _ label: String, _ help: String, hint: String? = nil,
    _ bindings: [(keys: String, command: Command)]
  ) {
    self.id = id
    self.label = label
    self.help = help
    self.hint = hint
    self.bindings = bindings.map { Binding(keys: Self.keys($0.keys), command: $0.command) }
  }

  /// The row of a command that is given something where it is typed.
  @inline(never)
  func taking(_ arguments: CommandArguments) -> CommandRow {
    var row = self
    row.arguments = arguments
    return row
  }

  private static func keys(_ names: String) -> [Key] {
    names.split(separator: " ").map { name in
      guard let key = Key(name: String(name)) else { preconditionFailure("no key \(name)") }
      return key
    }
  }

  /// The command that `key` asks for.
  func command(for key: Key) -> Command? {
    bindings.first { $0.keys.contains(key) }?.command
  }
}
