/// Requests for what is on screen in words.
public enum SpokenCommand: Equatable, Sendable {
  /// Tells it in a line.
  case say
}

extension SpokenCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "say", "", "what is on screen as one plain line, as for a screen reader",
      [("", .spoken(.say))])
  ]
}

extension ExplorerState {
  /// Tells what is on screen.
  func update(_ command: SpokenCommand) -> [Effect] { [.notify(.said(spoken))] }
}
