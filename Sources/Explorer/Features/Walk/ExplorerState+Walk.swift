internal import Autoencoders
internal import TerminalUI

extension ExplorerState {
  /// Does what a command of the walk asks for.
  mutating func update(_ command: WalkCommand) -> [Effect] {
    switch command {
    case .mark:
      guard run.walk.mark(run.latent.cursor) else { return [.notify(.everyLetterIsMarked)] }
    case .unmark: run.walk.unmark()
    case .nextPath: run.walk.nextKind(hasPrior: session.hasPrior)
    case .play:
      guard run.walk.legs > 0 else { return [.notify(.noWalk)] }
      run.walk.play()
    case .slower: run.walk.changeSpeed(by: 0.5)
    case .faster: run.walk.changeSpeed(by: 2)
    case .toggleLoop: run.walk.toggleLoop()
    case .follow: return follow()
    case .step(let steps):
      guard run.walk.path != nil else { return [.notify(.noWalk)] }
      run.walk.step(steps, of: max(stripCapacity - 1, 1))
      return goAlong()
    }
    fitLatent()
    return walkEffects()
  }

  /// Marks a code of each class where it is densest, and begins to walk through them.
  private mutating func follow() -> [Effect] {
    guard let map = run.map else { return [.notify(.noCodesYet)] }
    let marks = map.classes.compactMap { label -> [Float]? in
      guard let region = map.densestRegions[label] else { return nil }
      return map.nearest(
        to: map.plane.code(at: region.center), count: LatentFeature.neighborCount
      ).first { $0.label.map(Int.init) == label }.map { map.code($0.index) }
    }
    guard marks.count > 1 else { return [.notify(.tooFewClasses)] }
    run.walk.setMarks(marks)
    run.walk.play()
    fitLatent()
    return walkEffects()
  }

  /// The walk goes on.
  mutating func elapseWalk(seconds: Double) -> [Effect] {
    guard run.walk.isPlaying else { return [] }
    run.walk.elapse(seconds: seconds)
    return goAlong()
  }

  private mutating func goAlong() -> [Effect] {
    guard let code = run.walk.code else { return [] }
    return run.latent.update(.goTo(.code(code)), in: latentContext) + codeEffects()
  }

  /// The work that the walk needs done: its path, and the images on it.
  mutating func walkEffects() -> [Effect] {
    if let request = run.walk.request {
      guard run.askedPath != request else { return [] }
      run.askedPath = request
      return [.compute(.path(request), of: active)]
    }
    run.askedPath = nil
    guard screen == .walk, let path = run.walk.path else { return [] }
    return run.strips.ask(
      StripRequest(codes: path, imageCount: min(stripCapacity, path.count)), at: .walk, of: active)
  }

  /// How many images the row has room for.
  var stripCapacity: Int {
    layout?.panes[.strip].map { StripView.capacity(in: $0) } ?? 9
  }
}
