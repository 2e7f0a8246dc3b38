/// Requests to the list of runs.
public enum RunsCommand: Equatable, Sendable {
  /// Chooses a run by places in the list.
  case select(Int)
  /// Folds the runs of a sweep into one line, or shows them.
  case fold(Bool)
  /// Walks the chosen run, or goes on training it from its last checkpoint.
  case open, resume
  /// Asks for epochs, for a name, or whether to delete the chosen run.
  case askEpochs, askName, askDelete
  /// Deletes the chosen run.
  case delete
  /// Puts the chosen run beside the next one chosen, or takes it away again.
  case compare
  /// Looks for the runs anew.
  case refresh
  /// Gives a run another name.
  case rename(path: String, to: String)
  /// Trains a run for more epochs, `epochs` in all.
  case trainTo(path: String, epochs: Int)
}

extension RunsCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "runs.select", "up down", "choose a run", hint: "choose",
      [
        ("Up k", .runs(.select(-1))), ("Down j", .runs(.select(1))),
        ("PageUp", .runs(.select(-10))), ("PageDown", .runs(.select(10))),
      ]
    ).taking(.word(["up": .runs(.select(-1)), "down": .runs(.select(1))])),
    CommandRow(
      "runs.open", "Enter", "walk the chosen run, or show and fold a sweep's runs", hint: "walk",
      .runs(.open)),
    CommandRow(
      "runs.fold", "left right", "fold a sweep's runs away, or show them",
      [("Left h", .runs(.fold(true))), ("Right l", .runs(.fold(false)))]
    ).taking(.word(["on": .runs(.fold(true)), "off": .runs(.fold(false))])),
    CommandRow(
      "runs.resume", "r", "go on training it from its last checkpoint", hint: "resume",
      .runs(.resume)),
    CommandRow(
      "runs.longer", "e", "train it for more epochs", hint: "longer", .runs(.askEpochs)),
    CommandRow(
      "runs.compare", "c", "compare it with the next one chosen", hint: "compare",
      .runs(.compare)),
    CommandRow("runs.rename", "m", "give it another name", hint: "rename", .runs(.askName)),
    CommandRow("runs.delete", "D", "delete it; asks", hint: "delete", .runs(.askDelete)),
    CommandRow("runs.refresh", "u", "look for runs anew", .runs(.refresh)),
  ]

  static let deleteRows: [CommandRow] = [
    CommandRow("runs.delete", "y", "delete it with its files", .runs(.delete)),
    CommandRow("back", "Esc n", "keep it", [("Esc n q", .back)]),
  ]
}
