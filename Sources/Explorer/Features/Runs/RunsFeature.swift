/// The runs on this machine.
public struct RunsFeature: Equatable, Sendable {
  /// The runs; nil until they were looked for.
  public private(set) var list: RunList?
  /// The lines of the list.
  public private(set) var rows: [RunRow] = []
  /// The place of the chosen line.
  public private(set) var selection = 0
  /// The folder of the run that the chosen one is compared with.
  public private(set) var compared: String?
  /// The run that is to be deleted, or was when that was asked last: the list may come to choose another.
  var toDelete: RunListing?
  /// The folders of the sweeps whose runs are shown.
  private var unfolded: Set<String> = []

  init() {}

  /// The chosen line; nil where there is none.
  public var chosenRow: RunRow? { rows.indices.contains(selection) ? rows[selection] : nil }

  /// The chosen run; nil where none is.
  public var chosen: RunListing? { chosenRow?.run }

  /// The run that the chosen one is compared with, where it is another one.
  public var other: RunListing? {
    guard let compared, let chosen, compared != chosen.path else { return nil }
    return list?.runs.first { $0.path == compared }
  }

  /// Takes in the runs that were found; the choice stays at its line. A sweep that is all there is shows its runs.
  mutating func show(_ list: RunList) {
    if self.list == nil, list.entries.count == 1, case .sweep(let sweep)? = list.entries.first {
      unfolded.insert(sweep.path)
    }
    self.list = list
    layOut(choosing: chosenRow?.path)
  }

  /// Takes a run out that was deleted, until the runs are looked for anew.
  mutating func remove(_ path: String) {
    list?.changeRuns { $0.path == path ? nil : $0 }
    layOut(choosing: chosenRow?.path)
  }

  /// Likewise moves a run that was renamed.
  mutating func move(_ old: String, to new: String) {
    list?.changeRuns { $0.path == old ? $0.moved(to: new) : $0 }
    if compared == old { compared = new }
    layOut(choosing: chosenRow?.path == old ? new : chosenRow?.path)
  }

  /// Moves the choice.
  mutating func select(by places: Int) {
    selection = min(max(selection + places, 0), max(rows.count - 1, 0))
  }

  /// Marks the chosen run for comparison, or takes the mark away.
  mutating func toggleCompared() {
    compared = compared == chosen?.path ? nil : chosen?.path
  }

  /// Folds the chosen sweep, or the one of the chosen run, or shows its runs; false where there is none.
  ///
  /// - Parameter isFolded: whether it is to be folded; the other way round when nil.
  mutating func fold(_ isFolded: Bool? = nil) -> Bool {
    guard let path = chosenSweep?.path else { return false }
    if isFolded ?? unfolded.contains(path) {
      unfolded.remove(path)
      layOut(choosing: path)
    } else {
      unfolded.insert(path)
      layOut(choosing: chosenRow?.path)
    }
    return true
  }

  /// The sweep that is chosen, or has the chosen run.
  private var chosenSweep: SweepListing? {
    chosenRow?.sweep
      ?? list?.sweeps.first { sweep in sweep.runs.contains { $0.path == chosenRow?.path } }
  }

  private mutating func layOut(choosing path: String?) {
    rows = list?.rows(unfolded: unfolded) ?? []
    selection = min(rows.firstIndex { $0.path == path } ?? selection, max(rows.count - 1, 0))
  }
}
