extension ExplorerState {
  /// Does what a command of the code asks for.
  mutating func update(_ command: CodeCommand) -> [Effect] {
    let code = run.latent.cursor
    switch command {
    case .select(let places): run.code.select(by: places)
    case .nextOrder: run.code.nextOrder(session)
    case .order(let order): run.code.sort(by: order, session)
    case .direction(let request): return choose(request)
    case .noDirection: _ = run.code.choose(nil, in: session.map)
    case .mark(let set): return mark(set)
    case .analogy(let terms): return ask(terms)
    case .slide(let tenths): return edit(run.code.slid(code, tenths: tenths))
    case .zero: return edit(run.code.with(0, in: code))
    case .restore:
      guard let anchor = run.latent.anchor, let value = run.code.chosenValue(of: anchor.code)
      else { return [.notify(.noAnchor)] }
      return edit(run.code.with(value, in: code))
    }
    return codeEffects()
  }

  private mutating func edit(_ code: [Float]) -> [Effect] {
    run.walk.stop()
    return run.latent.edit(code, latentContext) + codeEffects()
  }

  /// The work that the Code page needs done: the code of an image to begin with, the image it decodes to, and
  /// those along the chosen latent.
  mutating func codeEffects() -> [Effect] {
    guard screen == .code else { return [] }
    var effects: [Effect] = []
    if run.latent.isAtStart, let map = run.codes, map.plane.latentCount > 2,
      let first = map.images.first
    {
      effects += run.latent.update(.goTo(.image(first)), in: latentContext)
    }
    if let anchor = run.latent.anchor {
      effects += run.strips.ask(
        StripRequest(codes: [anchor.code], imageCount: 1), at: .anchor, of: active)
    }
    let series = run.code.series(of: run.latent.cursor, count: max(stripCapacity, 2))
    if !series.isEmpty {
      effects += run.strips.ask(
        StripRequest(codes: series, imageCount: series.count), at: .latent, of: active)
    }
    if let analogy = run.code.analogy {
      effects += run.strips.ask(
        StripRequest(codes: analogy.codes, imageCount: analogy.codes.count), at: .analogy,
        of: active)
    }
    if session.model != nil,
      let request = run.code.changesToFind(session, version: run.codesVersion)
    {
      effects.append(.compute(.visibleChanges(request), of: active))
    }
    return effects
  }
}
