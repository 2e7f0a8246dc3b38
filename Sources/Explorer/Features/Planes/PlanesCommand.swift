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
      .planes(.next))
  ]
}
