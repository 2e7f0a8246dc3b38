/// A program as shells and readers of manuals are told of it: everything is taken from its commands.
package struct ProgramDescription: Sendable {
  package let name: String
  package let version: String
  /// What it is, in a line.
  package let summary: String
  /// What runs without a command's name; its options may stand first.
  package let root: Command
  package let commands: [Command]

  package init(
    _ name: String, version: String, summary: String, root: Command, commands: [Command]
  ) {
    self.name = name
    self.version = version
    self.summary = summary
    self.root = root
    self.commands = commands
  }

  /// The root first, whose name is empty.
  var everyCommand: [Command] { [root] + commands }
}
