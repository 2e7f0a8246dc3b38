/// The help on screen.
public struct HelpFeature: Equatable, Sendable {
  /// Lines that are scrolled away at the top.
  public private(set) var scroll = 0

  init() {}

  /// Does what a command asks for.
  mutating func update(_ command: HelpCommand) {
    switch command {
    case .open: scroll = 0
    case .scroll(let lines): scroll = max(scroll + lines, 0)
    }
  }
}
