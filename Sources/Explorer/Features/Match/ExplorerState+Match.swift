internal import Autoencoders

extension ExplorerState {
  /// Does what a command of the game asks for.
  mutating func update(_ command: MatchCommand) -> [Effect] {
    switch command {
    case .begin: return beginMatch()
    }
  }

  /// Takes in a row of images, one of which may be to be matched.
  mutating func take(_ strip: DecodedStrip, at place: StripsFeature.Place, of id: RunID) {
    runs[id]?.strips.show(strip, at: place)
    guard place == .target, strip.request.codes.first == runs[id]?.match.round?.code else { return }
    let decoded = runs[id]?.image.decoded
    let isCurrent = decoded?.code == runs[id]?.latent.cursor
    runs[id]?.match.take(target: strip.images[0], now: isCurrent ? decoded?.pixels : nil)
  }

  /// Begins a round at the origin; the same rounds come at each start of the program.
  private mutating func beginMatch() -> [Effect] {
    guard let map = run.map, !map.points.isEmpty, session.model != nil else {
      return [.notify(.noCodesYet)]
    }
    var random = Philox(seed: UInt64(run.match.rounds), stream: .prior)
    let row = min(Int(random.nextUnit() * Float(map.points.count)), map.points.count - 1)
    let page = screen == .walk ? [] : show(.code)
    let effects = page + update(.origin)
    run.match.begin(image: map.images[row], code: map.code(row))
    fitLatent()
    return effects + screenEffects()
      + run.strips.ask(
        StripRequest(codes: [map.code(row)], imageCount: 1), at: .target, of: active)
  }
}
