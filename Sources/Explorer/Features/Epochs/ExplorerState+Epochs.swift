internal import Autoencoders
internal import ImageSets
internal import TerminalUI

extension ExplorerState {
  /// Does what a command of the epochs asks for.
  mutating func update(_ command: EpochsCommand) -> [Effect] {
    if command == .toggleFollowing { return toggleFollowing() }
    guard !earlierEpochs.isEmpty else {
      run.epochs.setPlaying(false)
      return [.notify(.noEarlierEpochs)]
    }
    if command != .play { run.epochs.setPlaying(false) }
    switch command {
    case .step(let places): return showEpoch(by: places)
    case .first: return show(earlierEpochs.first)
    case .last: return show(nil as EpochRecord?)
    case .show(let epoch):
      let nearest = session.epochs.records.min { abs($0.epoch - epoch) < abs($1.epoch - epoch) }
      return show(nearest)
    case .play: return play()
    case .toggleFollowing: return []
    }
  }

  /// The epochs that lie behind the newest state, the first first.
  var earlierEpochs: [EpochRecord] {
    guard let newest = session.map?.epoch else { return session.epochs.records }
    return session.epochs.records.filter { Double($0.epoch) < newest }
  }

  private mutating func showEpoch(by places: Int) -> [Effect] {
    let epochs = earlierEpochs
    let place = run.epochs.shown.map { shown in
      epochs.firstIndex { $0.epoch >= shown.epoch } ?? epochs.count
    }
    let next = (place ?? epochs.count) + places
    if next > epochs.count, place == nil { return [.notify(.newestEpochShown)] }
    if next < 0, place == 0 { return [.notify(.firstEpochShown)] }
    return show(next < epochs.count ? epochs[max(next, 0)] : nil)
  }

  private mutating func play() -> [Effect] {
    let begins = !run.epochs.isPlaying
    run.epochs.setPlaying(begins)
    // At the newest state there is nothing to go on to.
    return begins && run.epochs.shown == nil ? show(earlierEpochs.first) : []
  }

  /// The time lapse goes on.
  mutating func elapseEpochs(seconds: Double) -> [Effect] {
    let count = earlierEpochs.count
    guard run.epochs.isNextDue(after: seconds, of: count) else { return [] }
    let effects = showEpoch(by: 1)
    if run.epochs.shown == nil {
      run.epochs.setPlaying(false)
      if case .newEpoch = notice { notice = nil }
    }
    return effects
  }

  private mutating func toggleFollowing() -> [Effect] {
    run.epochs.toggleFollowing()
    run.latent.followsImage = run.epochs.followsImage
    guard run.epochs.followsImage else { return [.notify(.cursorStays)] }
    let effects =
      run.latent.anchor == nil ? run.latent.update(.snap, in: latentContext) + codeEffects() : []
    guard let anchor = run.latent.anchor else { return [.notify(.noCodesYet)] }
    return effects + [.notify(.cursorFollows(image: run.number(ofImageAt: anchor.image)))]
  }

  /// Shows an epoch, or the newest state; the cursor's code stands still unless it goes with its image.
  mutating func show(_ record: EpochRecord?) -> [Effect] {
    guard record?.epoch != run.epochs.shown?.epoch else { return [] }
    let labels = session.images?.labels ?? session.map?.points.map(\.label) ?? []
    let before = run.codes
    run.epochs.show(record.map { ShownEpoch($0, labels: labels, after: before) })
    run.codesVersion += 1
    run.latent.follow(latentContext)
    run.strips.expire()
    let codes = run.codes
    run.code.follow(session, codes: codes)
    return [.decode(run.latent.cursor, of: active)] + screenEffects()
      + spacingEffects(isNews: false)
  }
}
