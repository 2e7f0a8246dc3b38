/// Requests to leave.
public enum LeavingCommand: Equatable, Sendable {
  /// Leaves, or asks how while a run is being trained.
  case ask
  /// Stops what is trained, saves it and leaves.
  case stop
  /// Leaves with what was saved last.
  case abort
}

extension LeavingCommand {
  static let rows: [CommandRow] = [
    CommandRow("back", "Esc", "close what lies on top; drop the crosshair", .back),
    CommandRow("quit", "q", "leave; asks while training", hint: "quit", .leaving(.ask)),
    CommandRow("quit", "Ctrl-C", "leave; twice aborts training", .leaving(.ask)),
  ]

  static let dialogRows: [CommandRow] = [
    CommandRow("quit.save", "s", "stop training and save the run", [("s Enter", .leaving(.stop))]),
    CommandRow(
      "quit.abort", "k", "abort: keep only the last checkpoint", [("k Ctrl-C", .leaving(.abort))]),
    CommandRow("back", "Esc", "go on training", [("Esc c q", .back)]),
  ]

  static let savingRows: [CommandRow] = [
    CommandRow("quit.abort", "Ctrl-C", "abort: keep only the last checkpoint", .leaving(.abort))
  ]
}
