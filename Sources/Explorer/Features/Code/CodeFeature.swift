/// The values of the code under the cursor.
public struct CodeFeature: Equatable, Sendable {
  init() {}

  /// Does what a command asks for.
  mutating func update(_ command: CodeCommand) -> [Effect] { [] }
}
