internal import TerminalUI

/// What is said of the codes nearest to a place: their commonest classes, and how far the nearest is.
struct NearbyCodes {
  private let neighbors: [LatentMap.Neighbor]
  private let classes: RunClasses
  private let theme: Theme

  /// - Parameters:
  ///   - neighbors: the codes, nearest first.
  ///   - classes: what their classes are called.
  init(_ neighbors: [LatentMap.Neighbor], classes: RunClasses, theme: Theme) {
    (self.neighbors, self.classes, self.theme) = (neighbors, classes, theme)
  }

  /// The words; none where there are no codes.
  var spans: [Span] {
    guard let nearest = neighbors.first else { return [] }
    var counts: [UInt8: Int] = [:]
    for label in neighbors.compactMap(\.label) { counts[label, default: 0] += 1 }
    let common = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2)
    var spans = [Span("near ", theme.faint)]
    for (label, count) in common {
      spans.append(Span(classes.name(Int(label)), theme.classStyle(Int(label)).with(.bold)))
      spans.append(Span(" \(shareText(count, of: neighbors.count)) ", theme.faint))
    }
    spans.append(Span("at \(number(nearest.distance, decimals: 2, cells: 7))", theme.faint))
    return spans
  }
}
