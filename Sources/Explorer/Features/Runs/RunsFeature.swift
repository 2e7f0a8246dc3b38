/// The runs on this machine.
public struct RunsFeature: Equatable, Sendable {
  /// The runs; nil until they were looked for.
  public private(set) var list: RunList?
  /// The place of the chosen run in the list.
  public private(set) var selection = 0
  /// The folder of the run that the chosen one is compared with.
  public private(set) var compared: String?

  init() {}

  /// The chosen run; nil where there is none.
  public var chosen: RunListing? {
    list.flatMap { $0.runs.indices.contains(selection) ? $0.runs[selection] : nil }
  }

  /// The run that the chosen one is compared with, where it is another one.
  public var other: RunListing? {
    guard let compared, compared != chosen?.path else { return nil }
    return list?.runs.first { $0.path == compared }
  }

  /// Takes in the runs that were found; the choice stays at its run.
  mutating func show(_ list: RunList) {
    let path = chosen?.path
    self.list = list
    let place = list.runs.firstIndex { $0.path == path } ?? selection
    selection = min(place, max(list.runs.count - 1, 0))
  }

  /// Moves the choice.
  mutating func select(by places: Int) {
    selection = min(max(selection + places, 0), max((list?.runs.count ?? 0) - 1, 0))
  }

  /// Marks the chosen run for comparison, or takes the mark away.
  mutating func toggleCompared() {
    compared = compared == chosen?.path ? nil : chosen?.path
  }
}
