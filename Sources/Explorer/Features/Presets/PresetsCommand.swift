/// Requests to the list of presets.
public enum PresetsCommand: Equatable, Sendable {
  /// Chooses a preset by places in the list.
  case select(Int)
  /// Trains the chosen one.
  case start
}

extension PresetsCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "presets.select", "up down", "choose a preset",
      [
        ("Up", .presets(.select(-1))), ("Down", .presets(.select(1))),
        ("PageUp", .presets(.select(-10))), ("PageDown", .presets(.select(10))),
      ]),
    CommandRow("presets.start", "Enter", "train it", .presets(.start)),
    CommandRow("back", "Esc", "train nothing", .back),
  ]
}
