internal import Autoencoders

/// What is shown behind and over the codes.
public struct LayersFeature: Equatable, Sendable {
  /// What lies behind the codes.
  public private(set) var kind = LayerKind.none
  /// What of posteriors is shown.
  public private(set) var posterior = PosteriorKind.none
  /// The rings of the prior are shown.
  public private(set) var showsRings = false
  /// Where the plane is shown as decoded images.
  public private(set) var manifoldKind = ManifoldKind.hidden

  /// What was found last of the layer.
  private(set) var field: LayerField?
  /// The layer is being found where it is looked for now; until then, what was found elsewhere is shown.
  var isFieldAwaited: Bool { field?.request != fields.asked }
  /// What was found last of posteriors.
  private(set) var shapes: PosteriorShapes?
  /// What was decoded last of the plane.
  private(set) var manifold: Manifold?

  private var fields = Renewal<LayerRequest>()
  private var posteriors = Renewal<PosteriorRequest>()
  private var manifolds = Renewal<ManifoldRequest>()

  init() {}

  /// Does what a command asks for.
  mutating func update(_ command: LayersCommand, in context: LayersContext) -> [Effect] {
    switch command {
    case .next: kind = kind.next { context.obstacle(to: $0) == nil }
    case .show(let kind):
      if let reason = context.obstacle(to: kind) { return [.notify(.noLayer(reason))] }
      self.kind = kind
    case .nextPosterior:
      let next = posterior.next { context.obstacle(to: $0) == nil }
      if next == posterior, let reason = context.obstacle(to: .classes) {
        return [.notify(.noLayer(reason))]
      }
      posterior = next
    case .toggleRings:
      if let reason = context.obstacleToRings { return [.notify(.noLayer(reason))] }
      showsRings.toggle()
    case .nextManifold:
      if let reason = context.obstacleToManifold { return [.notify(.noLayer(reason))] }
      manifoldKind = manifoldKind.next { _ in true }
    }
    return []
  }

  /// The work to be done for what is shown, as things stand.
  mutating func effects(in context: LayersContext, at moment: RunMoment) -> [Effect] {
    dropWhatCannotBe(in: context)
    var effects: [Effect] = []
    let layer =
      kind == .none || manifoldKind != .hidden
      ? nil
      : LayerRequest(
        kind: kind, view: context.map.view, version: context.version, grid: context.grid)
    if let layer, fields.asks(for: layer, at: moment) {
      effects.append(.compute(.layer(layer), of: context.run))
    }
    let shapes = PosteriorRequest(posterior, in: context)
    if posteriors.asks(for: shapes, at: moment), let shapes {
      effects.append(.compute(.posteriors(shapes), of: context.run))
    }
    let manifold =
      manifoldKind == .hidden
      ? nil
      : ManifoldRequest(view: context.map.view, version: context.version, tiles: context.tiles)
    if manifolds.asks(for: manifold, at: moment), let manifold {
      effects.append(.compute(.manifold(manifold), of: context.run))
    }
    return effects
  }

  /// Takes away what another plane cannot have.
  private mutating func dropWhatCannotBe(in context: LayersContext) {
    if context.obstacle(to: kind) != nil { kind = .none }
    if context.obstacle(to: posterior) != nil { posterior = .none }
    if context.obstacleToRings != nil { showsRings = false }
    if context.obstacleToManifold != nil { manifoldKind = .hidden }
  }

  // MARK: What was found

  mutating func take(_ field: LayerField) {
    guard field.request.kind == kind else { return }
    self.field = field
    fields.note(seconds: field.seconds)
  }

  mutating func take(_ shapes: PosteriorShapes) {
    guard shapes.request.kind == posterior else { return }
    self.shapes = shapes
    posteriors.note(seconds: shapes.seconds)
  }

  mutating func take(_ manifold: Manifold) {
    self.manifold = manifold
    manifolds.note(seconds: manifold.seconds)
  }
}

extension CaseIterable where Self: Equatable, AllCases == [Self] {
  /// The next case, after the last the first, that `isOffered`; this one where no other is.
  fileprivate func next(where isOffered: (Self) -> Bool) -> Self {
    let all = Self.allCases
    let place = all.firstIndex(of: self) ?? 0
    return (1...all.count).map { all[(place + $0) % all.count] }.first(where: isOffered) ?? self
  }
}
