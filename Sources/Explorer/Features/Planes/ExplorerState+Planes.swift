extension ExplorerState {
  /// Does what a command of the planes asks for.
  mutating func update(_ command: PlanesCommand) -> [Effect] {
    guard let own = run.codes else { return [.notify(.noCodesYet)] }
    let before = run.map
    switch command {
    case .next: run.planes.next(of: own)
    case .show(let view):
      guard run.planes.choose(view, of: own) else { return [.notify(.noSuchPlane)] }
    }
    return seeCodes(of: active, before: before)
  }

  /// Finds the chosen plane where that has to be done.
  mutating func planeEffects(isNews: Bool) -> [Effect] {
    guard let request = run.planes.request(for: run.codes, at: moment(isNews: isNews)) else {
      return []
    }
    return [.compute(.plane(request), of: active)]
  }

  /// What is new came of training, or of a person.
  func moment(isNews: Bool) -> RunMoment {
    let isTraining = session.phase == .training
    return RunMoment(
      isNews: isNews && isTraining, isTraining: isTraining, seconds: session.seconds)
  }

  /// Takes in the codes on a plane.
  mutating func take(_ seen: SeenCodes, of id: RunID) -> [Effect] {
    let before = runs[id]?.map
    runs[id]?.planes.take(seen)
    return seeCodes(of: id, before: before)
  }

  /// Brings the cursor and the part that is shown to the codes as they are seen now.
  private mutating func seeCodes(of id: RunID, before: LatentMap?) -> [Effect] {
    guard let map = runs[id]?.map, map != before else { return [] }
    runs[id]?.codesVersion += 1
    let context = latentContext(of: id)
    if map.view == before?.view, map.view != .neighbors {
      runs[id]?.latent.follow(context)
    } else {
      runs[id]?.latent.see(context)
    }
    return (runs[id].map { [.decode($0.latent.cursor, of: id)] } ?? [])
      + spacingEffects(isNews: false)
  }
}
