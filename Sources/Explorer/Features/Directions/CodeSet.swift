internal import TerminalUI

/// Some codes that a direction begins or ends at.
public enum CodeSet: Equatable, Sendable {
  /// Those of a class.
  case ofClass(ClassLabel)
  /// Those that were marked as one of two sets.
  case marked(MarkedSet)

  /// What it is called.
  var name: String {
    switch self {
    case .ofClass(let label): label.name
    case .marked(let set): "set \(set.rawValue)"
    }
  }

  /// The rows of a map that belong to it.
  func rows(in map: LatentMap, marked: MarkedCodes) -> [Int] {
    switch self {
    case .ofClass(let label):
      map.points.indices.filter { Int(map.points[$0].label) == label.number }
    case .marked(let set):
      map.images.indices.filter { marked.images(of: set).contains(map.images[$0]) }
    }
  }
}

/// One of the two sets that codes are marked as.
public enum MarkedSet: String, CaseIterable, Sendable {
  /// The first and the second.
  case a = "A", b = "B"
}

/// Codes that a person marked, by the places of their images.
public struct MarkedCodes: Equatable, Sendable {
  private var sets: [MarkedSet: Set<Int>] = [:]

  /// The images whose codes are in a set.
  func images(of set: MarkedSet) -> Set<Int> { sets[set] ?? [] }

  /// Puts an image's code into a set, or takes it out.
  mutating func toggle(_ image: Int, in set: MarkedSet) {
    if sets[set, default: []].remove(image) == nil { sets[set, default: []].insert(image) }
  }
}
