internal import TerminalUI

/// The data sets that can be fetched, and the one that is on its way or has come.
public struct DatasetsFeature: Equatable, Sendable {
  /// Those that are known.
  public private(set) var known: [KnownDataset]
  /// The one that is on its way; nil where none is.
  public private(set) var underway: FetchProgress?
  /// The name of the one that came and was not trained on yet.
  public private(set) var arrived: String?

  init(_ known: [KnownDataset]) { self.known = known }

  var names: [String] { known.map(\.name) }

  /// Images can be fetched, and none are here.
  var lacksAll: Bool { !known.isEmpty && known.allSatisfy { !$0.isHere } }

  /// What stands in the footer as long as it is so; nil where there is nothing to tell.
  var line: String? {
    if let underway { return underway.text }
    return arrived.map { "\($0) is here: Ctrl-T trains on it" }
  }

  mutating func begin(_ name: String) {
    arrived = nil
    underway = FetchProgress(dataset: name)
  }

  mutating func putAway() { arrived = nil }

  mutating func show(_ progress: FetchProgress) {
    if underway?.dataset == progress.dataset { underway = progress }
  }

  mutating func end(_ name: String, isHere: Bool) {
    underway = nil
    guard isHere else { return }
    arrived = name
    for index in known.indices where known[index].name == name { known[index].isHere = true }
  }
}

/// A data set that can be fetched.
public struct KnownDataset: Equatable, Sendable {
  /// The name by which it is asked for.
  public var name: String
  /// It is on this machine.
  public var isHere: Bool

  /// A data set by its name.
  public init(name: String, isHere: Bool) {
    self.name = name
    self.isHere = isHere
  }
}

extension FetchProgress {
  /// The line for the footer, as in `fetching mnist 4/4: 3.2 MB of 9.9 MB, 0:12 left`.
  fileprivate var text: String {
    let place = files > 0 ? " \(file)/\(files)" : ""
    let amount = total.map { "\(byteText(bytes)) of \(byteText($0))" } ?? byteText(bytes)
    let left = secondsLeft.map { ", \(clockText($0)) left" } ?? ""
    return "fetching \(dataset)\(place): \(amount)\(left)"
  }
}
