internal import Autoencoders

extension ExplorerState {
  /// Does what a command of the list of runs asks for.
  mutating func update(_ command: RunsCommand) -> [Effect] {
    switch command {
    case .select(let places): runList.select(by: places)
    case .compare: runList.toggleCompared()
    case .refresh: return [.listRuns]
    case .open: return chosen { $0.walk($1) }
    case .resume: return chosen { $0.train(.resume(path: $1.path, epochs: nil), at: $1.path) }
    case .askEpochs: return chosen { $0.ask(.epochs(path: $1.path), "\(2 * $1.epochs)") }
    case .askName: return chosen { $0.ask(.rename(path: $1.path), $1.name) }
    case .askDelete: return chosen { $0.askDelete($1) }
    case .delete: return chosen { $0.delete($1) }
    case .rename(let path, let name): return [.rename(path, to: name)]
    case .trainTo(let path, let epochs):
      return train(.resume(path: path, epochs: epochs), at: path)
    }
    return []
  }

  /// Starts a preset; what is being trained is paused.
  mutating func trainNew(_ preset: String) -> [Effect] { train(.train(preset: preset), at: nil) }

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
    guard let run = runList.chosen else { return [.notify(.noRunChosen)] }
    return act(&self, run)
  }

  private mutating func walk(_ listing: RunListing) -> [Effect] {
    if let open = openRun(at: listing.path) { return activate(open) }
    guard listing.hasModel else { return [.notify(.noModel(run: listing.name))] }
    return [.open(.walk(path: listing.path), as: nextRun)]
  }

  /// Opens a run to be trained, in the place of the same run where it is open.
  private mutating func train(_ request: RunRequest, at path: String?) -> [Effect] {
    let open = path.flatMap(openRun)
    if let open, runs[open]?.session.phase.isTraining == true { return activate(open) }
    return pauseTraining() + [.open(request, as: open ?? nextRun)]
  }

  private mutating func pauseTraining() -> [Effect] {
    runs.keys.sorted().flatMap { id -> [Effect] in
      guard runs[id]?.session.phase == .training else { return [] }
      runs[id]?.session.phase = .paused
      return [.control(.pause, of: id)]
    }
  }

  private mutating func ask(_ purpose: TextEntry.Purpose, _ text: String) -> [Effect] {
    entry = TextEntry(purpose: purpose, text: text)
    modes.append(.entry)
    return []
  }

  private mutating func askDelete(_ listing: RunListing) -> [Effect] {
    guard !isTraining(listing) else { return [.notify(.cannotDeleteTrained)] }
    modes.append(.deleteDialog)
    return []
  }

  private mutating func delete(_ listing: RunListing) -> [Effect] {
    isTraining(listing) ? [.notify(.cannotDeleteTrained)] : [.delete(listing.path)]
  }

  private func isTraining(_ listing: RunListing) -> Bool {
    openRun(at: listing.path).flatMap { runs[$0]?.session.phase.isTraining } ?? false
  }

  // MARK: Open runs

  private var nextRun: RunID { RunID(number: (runs.keys.map(\.number).max() ?? 0) + 1) }

  /// The open run whose folder is at `path`.
  func openRun(at path: String) -> RunID? {
    runs.keys.sorted().first { runs[$0]?.session.summary.path == path }
  }

  /// Shows an open run on the page that shows its kind best.
  mutating func activate(_ id: RunID) -> [Effect] {
    guard let run = runs[id] else { return [] }
    active = id
    maximized = nil
    return show(run.session.home) + [.decode(run.latent.cursor, of: id)]
  }

  /// Takes in a run that was opened, and shows it.
  mutating func opened(_ snapshot: SessionSnapshot, as id: RunID) -> [Effect] {
    runs[id] = OpenRun(snapshot, markers: Self.markers(capabilities))
    let context = latentContext(of: id)
    runs[id]?.latent.follow(context)
    runs[id]?.code.follow(snapshot)
    return activate(id)
  }

  /// Drops a run that could not be opened after all, and shows the list of runs.
  mutating func dropped(_ id: RunID, because reason: String) -> [Effect] {
    runs[id] = nil
    if active == id { active = runs.keys.max() ?? .first }
    let effects = show(.runs)
    notice = .refused(reason)
    return effects
  }
}
