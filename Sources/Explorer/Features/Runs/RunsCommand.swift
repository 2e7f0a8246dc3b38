/// Requests to the list of runs.
public enum RunsCommand: Equatable, Sendable {
  /// Chooses a run by places in the list.
  case select(Int)
  /// Walks the chosen run.
  case open
}

extension RunsCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "runs.select", "up down", "choose a run", hint: "choose",
      [("Up k", .runs(.select(-1))), ("Down j", .runs(.select(1)))]),
    CommandRow("runs.open", "Enter", "walk the chosen run", hint: "open", .runs(.open)),
  ]
}
