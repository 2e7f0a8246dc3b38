/// Requests to the game.
public enum MatchCommand: Equatable, Sendable {
  /// Begins a round.
  case begin
}

extension MatchCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "match.begin", "G",
      "a game: move the code until its image is that of a hidden test image's code",
      .match(.begin))
  ]
}
