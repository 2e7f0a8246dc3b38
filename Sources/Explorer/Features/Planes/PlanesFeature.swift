/// The plane that codes are seen on, where it is another one than theirs at first.
public struct PlanesFeature: Equatable, Sendable {
  /// The plane that was chosen; nil for the one that codes are seen on at first.
  public private(set) var chosen: PlaneView?
  /// The codes on a plane that was chosen, as far as that is found.
  @Aside public private(set) var seen: SeenCodes? = nil
  private var renewal = Renewal<PlaneRequest>()

  init() {}

  /// The codes as they are to be seen: as chosen, or as they were until that is found.
  func map(of own: LatentMap?) -> LatentMap? {
    guard let seen, let chosen, seen.request.view == chosen,
      seen.map.plane.latentCount == own?.plane.latentCount
    else { return own }
    return seen.map
  }

  /// The plane that is being looked for while another one is shown.
  var awaited: PlaneView? { seen?.request.view == chosen ? nil : chosen }

  /// The planes to choose from, one after another: pairs of principal directions, and a map of neighbors.
  static func choices(for map: LatentMap) -> [PlaneView] {
    let latents = map.plane.latentCount
    let planes: [PlaneView] =
      latents <= 2
      ? [.latents] : (0..<min(latents / 2, principalPairs)).map { .principal(pair: $0) }
    return planes + (PlaneRequest.canMapNeighbors(of: map) ? [.neighbors] : [])
  }

  private static let principalPairs = 4

  /// Chooses a plane; false where there is none such.
  mutating func choose(_ view: PlaneView, of own: LatentMap) -> Bool {
    switch view {
    case .pair(let first, let second):
      let latents = 0..<own.plane.latentCount
      guard own.plane.latentCount > 2, first != second, latents.contains(first),
        latents.contains(second)
      else { return false }
    case .latents, .principal, .neighbors:
      guard Self.choices(for: own).contains(view) else { return false }
    }
    chosen = view == own.view ? nil : view
    return true
  }

  /// Chooses the plane after the present one.
  mutating func next(of own: LatentMap) {
    let choices = Self.choices(for: own)
    let place = choices.firstIndex(of: chosen ?? own.view) ?? -1
    _ = choose(choices[(place + 1) % choices.count], of: own)
  }

  /// The work to be done to see the codes on the chosen plane.
  mutating func request(for own: LatentMap?, at moment: RunMoment) -> PlaneRequest? {
    let request = own.flatMap { own in
      chosen.map { PlaneRequest(view: $0, map: own, previous: seen?.map) }
    }
    return renewal.asks(for: request, at: moment) ? request : nil
  }

  /// Takes in codes on a plane, if it is the one that is wanted.
  mutating func take(_ seen: SeenCodes) {
    guard seen.request.view == chosen else { return }
    self.seen = seen
    if seen.stepsLeft == 0 { renewal.note(seconds: seen.seconds) }
  }
}
