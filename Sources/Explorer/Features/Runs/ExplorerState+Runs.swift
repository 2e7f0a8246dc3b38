internal import Autoencoders

extension ExplorerState {
  /// Does what a command of the list of runs asks for.
  mutating func update(_ command: RunsCommand) -> [Effect] {
    switch command {
    case .select(let places): runList.select(by: places)
    case .fold(let isFolded): return runList.fold(isFolded) ? [] : [.notify(.noSweepChosen)]
    case .compare:
      return chosen { state, _ in
        state.runList.toggleCompared()
        return []
      }
    case .refresh: return [.listRuns]
    case .open where runList.chosenRow?.sweep != nil: _ = runList.fold()
    case .open: return chosen { $0.walk($1) }
    case .resume: return chosen { $0.train(.resume(path: $1.path, epochs: nil), at: $1.path) }
    case .askEpochs:
      return chosenOutsideSweeps { $0.ask(.epochs(path: $1.path), "\(2 * $1.epochs)") }
    case .askName: return chosenOutsideSweeps { $0.askName($1) }
    case .askDelete: return chosen { $0.askDelete($1) }
    case .delete: return delete()
    case .rename(let path, let name):
      return isTrained(at: path) ? [.notify(.runIsTrained)] : [.rename(path, to: name)]
    case .trainTo(let path, let epochs):
      return train(.resume(path: path, epochs: epochs), at: path)
    }
    return []
  }

  /// Starts a preset; what is being trained is paused.
  mutating func trainNew(_ preset: String) -> [Effect] { train(.train(preset: preset), at: nil) }

  /// Starts a preset on the data set of a name; what is being trained is paused.
  mutating func trainNew(_ preset: String, on dataset: String) -> [Effect] {
    train(.trainOn(preset: preset, dataset: dataset), at: nil)
  }

  /// Asks for how many epochs in all the run that is shown is to be trained.
  mutating func askEpochs() -> [Effect] {
    guard let path = session.summary.path, let epochs = session.progress?.epochs else {
      return [.notify(.noRunToTrain)]
    }
    guard !session.phase.isTraining else { return [.notify(.runIsBeingTrained)] }
    return ask(.epochs(path: path), "\(2 * epochs)")
  }

  private mutating func chosen(
    _ act: (inout ExplorerState, RunListing) -> [Effect]
  ) -> [Effect] {
    if let sweep = runList.chosenRow?.sweep { return [.notify(.sweepIsChosen(sweep.name))] }
    guard let run = runList.chosen else { return [.notify(.noRunChosen)] }
    return act(&self, run)
  }

  /// Of a sweep's runs the plan says how they are called, and how long they are trained.
  private mutating func chosenOutsideSweeps(
    _ act: (inout ExplorerState, RunListing) -> [Effect]
  ) -> [Effect] {
    chosen { $1.isTask ? [.notify(.runIsOfSweep)] : act(&$0, $1) }
  }

  private mutating func walk(_ listing: RunListing) -> [Effect] {
    let isCompared = compare.isChoosing
    if let open = openRun(at: listing.path) {
      guard isCompared else { return activate(open) }
      return open == active ? [.notify(.runIsShown)] : compareWith(open)
    }
    guard listing.hasModel else { return [.notify(.noModel(run: listing.name))] }
    if isCompared { compare.awaited = nextRun }
    return [.open(.walk(path: listing.path), as: nextRun)]
  }

  /// Opens a run to be trained; the same run stays open until that one has weights.
  private mutating func train(_ request: RunRequest, at path: String?) -> [Effect] {
    if let open = path.flatMap(openRun), runs[open]?.session.phase.isBusy == true {
      return activate(open) + [.notify(.runIsBeingTrained)]
    }
    return pauseTraining() + [.open(request, as: nextRun)]
  }

  /// Pauses what is trained until another run is, or turns out not to be.
  private mutating func pauseTraining() -> [Effect] {
    runs.keys.sorted().flatMap { id -> [Effect] in
      guard runs[id]?.session.phase == .training else { return [] }
      runs[id]?.session.phase = .paused
      waiting.insert(id)
      return [.control(.pause, of: id)]
    }
  }

  /// Goes on with what was paused for a run that is not trained after all.
  mutating func goOnTraining() -> [Effect] {
    defer { waiting = [] }
    return waiting.sorted().compactMap { id in
      guard runs[id]?.session.phase == .paused else { return nil }
      runs[id]?.session.phase = .training
      return .control(.run, of: id)
    }
  }

  private mutating func ask(_ purpose: TextEntry.Purpose, _ text: String) -> [Effect] {
    entry = TextEntry(purpose: purpose, text: text)
    modes.append(.entry)
    return []
  }

  private mutating func askDelete(_ listing: RunListing) -> [Effect] {
    guard !isTrained(at: listing.path) else { return [.notify(.runIsTrained)] }
    runList.toDelete = listing
    modes.append(.deleteDialog)
    return []
  }

  private mutating func delete() -> [Effect] {
    guard let listing = runList.toDelete else { return [] }
    runList.toDelete = nil
    return isTrained(at: listing.path) ? [.notify(.runIsTrained)] : [.delete(listing.path)]
  }

  private mutating func askName(_ listing: RunListing) -> [Effect] {
    isTrained(at: listing.path)
      ? [.notify(.runIsTrained)] : ask(.rename(path: listing.path), listing.name)
  }

  private func isTrained(at path: String) -> Bool {
    openRun(at: path).flatMap { runs[$0]?.session.phase.isBusy } ?? false
  }

  // MARK: Open runs

  var nextRun: RunID { RunID(number: (runs.keys.map(\.number).max() ?? 0) + 1) }

  /// The open run whose folder is at `path`.
  func openRun(at path: String) -> RunID? {
    let wanted = standardized(path)
    return runs.keys.sorted().last { runs[$0]?.session.summary.path.map(standardized) == wanted }
  }

  /// What is done with the runs that are open, by their whole paths; of several of one folder the newest counts.
  var openFolders: [String: SessionPhase] {
    let open = runs.sorted { $0.key < $1.key }.compactMap { _, run in
      run.session.summary.path.map { (standardized($0), run.session.phase) }
    }
    return Dictionary(open) { $1 }
  }

  /// Closes what is open of the same run and no longer trained, for `id` is newer.
  mutating func closeOthers(at path: String?, but id: RunID) {
    guard let path = path.map(standardized) else { return }
    for (other, open) in runs where other != id && !open.session.phase.isBusy {
      if open.session.summary.path.map(standardized) == path { runs[other] = nil }
    }
    if runs[active] == nil { active = id }
  }

  /// Takes in a run's new name.
  mutating func renamed(_ old: String, to new: String) {
    runList.move(old, to: new)
    for id in runs.keys
    where runs[id]?.session.summary.path.map(standardized) == standardized(old) {
      runs[id]?.session.summary.path = new
      if runs[id]?.session.folder != nil { runs[id]?.session.folder = new }
    }
  }

  /// Shows an open run on the page that shows its kind best.
  mutating func activate(_ id: RunID) -> [Effect] {
    guard let run = runs[id] else { return [] }
    active = id
    maximized = nil
    if compare.other == id { compare.other = nil }
    return show(run.session.home) + [.decode(run.latent.cursor, of: id)]
      + spacingEffects(isNews: false)
  }

  /// Takes in a run that was opened, and shows it.
  mutating func opened(_ snapshot: SessionSnapshot, as id: RunID) -> [Effect] {
    if compare.awaited == id { return openedToCompare(snapshot, as: id) }
    runs[id] = OpenRun(snapshot, markers: Self.markers(capabilities))
    let context = latentContext(of: id)
    runs[id]?.latent.follow(context)
    runs[id]?.code.follow(snapshot, codes: snapshot.map)
    return activate(id)
  }

  /// Drops a run that could not be opened after all, and shows the list of runs.
  mutating func dropped(_ id: RunID, because reason: String) -> [Effect] {
    runs[id] = nil
    if compare.awaited == id { compare.awaited = nil }
    if runs.isEmpty { runs[.first] = OpenRun(.closed, markers: Self.markers(capabilities)) }
    if runs[active] == nil { active = runs.keys.max() ?? .first }
    let effects = show(.runs) + goOnTraining()
    notice = .refused(reason)
    return effects
  }
}
