/// Requests to what is shown behind and over the codes.
public enum LayersCommand: Equatable, Sendable {
  /// Shows the next layer behind the codes, or a certain one.
  case next, show(LayerKind)
  /// Shows the next kind of posteriors.
  case nextPosterior
  /// Shows or hides the rings of the prior.
  case toggleRings
  /// Shows the plane as decoded images: behind the codes, alone, or not.
  case nextManifold
}

extension LayersCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "layer.next", "d", "behind the codes: density, regions, magnification, uncertainty",
      hint: "layer", .layers(.next)
    ).taking(
      .word([
        "regions": .layers(.show(.regions)), "density": .layers(.show(.density)),
        "magnification": .layers(.show(.magnification)),
        "uncertainty": .layers(.show(.uncertainty)), "none": .layers(.show(.none)),
      ])),
    CommandRow(
      "layer.posterior", "e", "posteriors: of the nearest code, of each class, of some of all",
      .layers(.nextPosterior)),
    CommandRow("layer.rings", "E", "1, 2, 3 σ of the prior", .layers(.toggleRings)),
    CommandRow(
      "layer.manifold", "w", "decoded images over the plane, behind the codes or alone",
      .layers(.nextManifold)),
  ]
}
