/// Requests to see codes on another plane.
public enum PlanesCommand: Equatable, Sendable {
  /// Shows the next of the planes there are.
  case next
  /// Shows a plane.
  case show(PlaneView)
}

extension PlanesCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "latent.plane", "u", "another plane: principal directions 1-2, 3-4 and on, t-SNE",
      .planes(.next)
    ).taking(view)
  ]

  /// Two latents counted from one, a pair of principal directions, or a map of neighbors.
  private static let view = CommandArguments(
    "A B|principal N|t-sne", example: "3 7", candidates: ["principal", "t-sne"]
  ) { typed in
    if typed == ["t-sne"] { return .planes(.show(.neighbors)) }
    guard typed.count == 2, let last = Int(typed[1]), last > 0 else { return nil }
    if typed[0] == "principal" { return .planes(.show(.principal(pair: last - 1))) }
    guard let first = Int(typed[0]), first > 0 else { return nil }
    return .planes(.show(.pair(first - 1, last - 1)))
  }
}
