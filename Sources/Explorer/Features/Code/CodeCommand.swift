/// Requests to the values of the code under the cursor.
public enum CodeCommand: Equatable, Sendable {
  /// Chooses a latent by places in the order shown.
  case select(Int)
}

extension CodeCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "code.select", "up down", "choose a latent", hint: "choose",
      [("Up k", .code(.select(-1))), ("Down j", .code(.select(1)))])
  ]
}
