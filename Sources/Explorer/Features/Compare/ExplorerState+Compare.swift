internal import Autoencoders
internal import TerminalUI

extension ExplorerState {
  /// The run beside the one that is shown; nil where there is none.
  var comparedRun: RunID? { compare.other.flatMap { runs[$0] != nil ? $0 : nil } }

  /// The pane that shows the codes of a run.
  func latentPane(of id: RunID) -> Pane {
    screen == .compare && id == comparedRun ? .otherLatent : .latent
  }

  /// Does something as if a run were the one that is shown.
  mutating func on<Result>(_ id: RunID, _ body: (inout ExplorerState) -> Result) -> Result {
    let shown = active
    active = id
    defer { active = shown }
    return body(&self)
  }

  /// Does what a command of the comparison asks for.
  mutating func update(_ command: CompareCommand) -> [Effect] {
    switch command {
    case .choose:
      let effects = show(.runs)
      compare.isChoosing = true
      notice = .chooseRun(besides: session.summary.name)
      return effects
    case .epoch(let epoch): return compareWithItself(epoch)
    case .end:
      compare.other = nil
      return show(.compare)
    case .nextLink:
      let links = CompareLink.allCases
      let place = links.firstIndex(of: compare.link) ?? 0
      let next = (1...links.count).map { links[(place + $0) % links.count] }
      return link(next.first { obstacle(to: $0) == nil } ?? .free)
    case .link(let link):
      if let reason = obstacle(to: link) { return [.notify(reason)] }
      return self.link(link)
    case .toggleDifference:
      compare.showsDifference.toggle()
      return screenEffects()
    }
  }

  // MARK: The other run

  /// Puts a run beside the one that is shown.
  mutating func compareWith(_ id: RunID) -> [Effect] {
    (compare.other, compare.awaited, compare.isChoosing) = (id, nil, false)
    if obstacle(to: compare.link) != nil {
      compare.link = CompareLink.allCases.first { obstacle(to: $0) == nil } ?? .free
    }
    return [.decode(run.latent.cursor, of: active)] + show(.compare)
  }

  /// Puts a run beside the first one, on the page that shows both, and returns which run it is.
  public mutating func compare(with snapshot: SessionSnapshot) -> RunID {
    let id = nextRun
    // What it asks for is asked for at the start.
    _ = openedToCompare(snapshot, as: id)
    return id
  }

  /// A run that was opened is put beside the one that is shown, where it was opened for that.
  mutating func openedToCompare(_ snapshot: SessionSnapshot, as id: RunID) -> [Effect] {
    runs[id] = OpenRun(snapshot, markers: Self.markers(capabilities))
    let context = latentContext(of: id)
    runs[id]?.latent.follow(context)
    runs[id]?.code.follow(snapshot, codes: snapshot.map)
    return compareWith(id)
  }

  private mutating func compareWithItself(_ epoch: Int) -> [Effect] {
    let newest = Int(session.map?.epoch ?? session.progress?.epoch ?? 0)
    guard epoch <= newest || session.epochs.records.contains(where: { $0.epoch >= epoch }) else {
      return [
        .notify(
          session.epochs.records.isEmpty ? .noEarlierEpochs : .noSuchEpoch(epoch, newest: newest))
      ]
    }
    let nearest = session.epochs.records.min { abs($0.epoch - epoch) < abs($1.epoch - epoch) }
    guard let nearest else { return [.notify(.noEarlierEpochs)] }
    var twin = session
    // It is neither trained nor kept: what becomes of the run becomes of the run itself.
    (twin.phase, twin.folder, twin.summary.path) = (.idle, nil, nil)
    let id = nextRun
    runs[id] = OpenRun(twin, markers: Self.markers(capabilities))
    let cursor = run.latent.cursor
    runs[id]?.latent.cursor = cursor
    runs[id]?.latent.followsOrigin = false
    let context = latentContext(of: id)
    runs[id]?.latent.follow(context)
    let effects = compareWith(id)
    return effects + on(id) { $0.show(nearest) } + carryCursor(from: active, to: id)
  }

  /// The work that the page needs done, as things stand.
  mutating func comparedEffects() -> [Effect] {
    guard let other = comparedRun else { return [] }
    on(other) { $0.fitLatent() }
    return carryCursor(from: active, to: other)
  }

  // MARK: Cursors

  private mutating func link(_ link: CompareLink) -> [Effect] {
    compare.link = link
    return comparedRun.map { carryCursor(from: active, to: $0) } ?? []
  }

  /// Why the cursors cannot be linked so; nil where they can.
  private func obstacle(to link: CompareLink) -> Notice? {
    guard let other = comparedRun.flatMap({ runs[$0] }) else { return .nothingCompared }
    switch link {
    case .free: return nil
    case .place:
      return other.session.latentCount == session.latentCount ? nil : .otherLatentCounts
    case .image:
      return other.session.summary.dataset == session.summary.dataset ? nil : .otherImages
    }
  }

  /// Does what a command asks of the run whose pane has the keys, and lets the other cursor follow.
  mutating func performCompared(_ command: Command, with other: RunID) -> [Effect] {
    let moved = focus.isOther ? other : active
    let cursor = runs[moved]?.latent.cursor
    let effects = on(moved) { $0.performHere(command) }
    guard runs[moved]?.latent.cursor != cursor else { return effects }
    return effects + carryCursor(from: moved, to: moved == active ? other : active)
  }

  /// Puts the cursor of one run where the link says that of another has it.
  mutating func carryCursor(from source: RunID, to target: RunID) -> [Effect] {
    guard let from = runs[source], let to = runs[target] else { return [] }
    switch compare.link {
    case .free: return [.decode(to.latent.cursor, of: target)]
    case .place:
      guard from.session.latentCount == to.session.latentCount else { return [] }
      return on(target) {
        $0.run.latent.update(.goTo(.code(from.latent.cursor)), in: $0.latentContext)
      }
    case .image:
      guard let image = from.latent.nearestImage, to.map?.images.contains(image) == true else {
        return [.decode(to.latent.cursor, of: target)]
      }
      return on(target) {
        $0.run.latent.update(.goTo(.image(image)), in: $0.latentContext)
      }
    }
  }
}

extension LatentFeature {
  /// The image whose code the cursor is at, or the one whose code is nearest to it.
  var nearestImage: Int? {
    if let anchor, anchor.code == cursor { return anchor.image }
    return neighbors.first?.image
  }
}

extension Command {
  /// It is met by one run, of two that are compared by the one whose pane has the keys.
  var isOfOneRun: Bool {
    switch self {
    case .latent, .planes, .layers, .bookmarks, .epochs, .image: true
    default: false
    }
  }
}
