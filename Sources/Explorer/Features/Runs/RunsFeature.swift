/// The runs on this machine.
public struct RunsFeature: Equatable, Sendable {
  /// The runs; nil until they were looked for.
  public private(set) var listings: [RunListing]?

  init() {}

  /// Takes in the runs that were found.
  mutating func show(_ listings: [RunListing]) { self.listings = listings }

  /// Does what a command asks for.
  mutating func update(_ command: RunsCommand) -> [Effect] { [] }
}
