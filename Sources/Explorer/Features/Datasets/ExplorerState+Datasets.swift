internal import Autoencoders

extension ExplorerState {
  /// Does what a command about data sets asks for.
  mutating func update(_ command: DatasetsCommand) -> [Effect] {
    switch command {
    case .fetch(let name):
      guard datasets.names.contains(name) else {
        return [.notify(.noDataset(named: name, known: datasets.names))]
      }
      if let underway = datasets.underway { return [.notify(.isFetched(underway.dataset))] }
      datasets.begin(name)
      return [.fetch(name)]
    case .stop:
      if datasets.underway != nil { return [.stopFetching] }
      guard datasets.arrived != nil else { return [.notify(.nothingIsFetched)] }
      datasets.putAway()
      return []
    case .train:
      guard let name = datasets.arrived else { return [.notify(.nothingIsFetched)] }
      datasets.putAway()
      return trainNew(presetOfRun, on: name)
    }
  }

  /// The preset of the run that is shown, or the first where it is of none.
  private var presetOfRun: String {
    Preset.named(session.summary.preset)?.name ?? Preset.all[0].name
  }

  /// Takes in what is new of a data set on its way.
  mutating func take(_ news: FetchNews) {
    switch news {
    case .progress(let progress): datasets.show(progress)
    case .ended(let name, let outcome):
      datasets.end(name, isHere: outcome == .fetched)
      switch outcome {
      case .fetched: break
      case .stopped: notice = .fetchStopped(name)
      case .failed(let reason): notice = .refused(reason)
      }
    }
  }

  /// Says where real images come from, while a run has none and none are here.
  mutating func adviseFetching(for dataset: String) {
    if dataset == Self.drawnDataset, datasets.lacksAll, let first = datasets.names.first {
      notice = .drawnDigits(fetchable: first)
    }
  }

  /// The name of what the program draws where there is nothing else.
  private static let drawnDataset = "digits"
}
