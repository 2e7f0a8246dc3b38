internal import TerminalUI

extension [ChartBand] {
  /// The band with places between its own, so that it has one in every column of dots.
  ///
  /// - Parameters:
  ///   - range: the part of the horizontal axis that is shown.
  ///   - columns: dots across it.
  func filled(over range: ClosedRange<Double>, columns: Int) -> [ChartBand] {
    let width = (range.upperBound - range.lowerBound) / Double(Swift.max(columns, 1))
    guard width > 0, width.isFinite, let first else { return self }
    return zip(self, dropFirst()).reduce(into: [first]) { filled, pair in
      let (left, right) = pair
      let count = Swift.min((right.x - left.x) / width, Double(columns)).rounded(.down)
      for place in stride(from: 1, to: count, by: 1) {
        filled.append(left.between(right, share: place / count))
      }
      filled.append(right)
    }
  }
}

extension ChartBand {
  /// The place so far on the way to the next one; the edges are straight lines.
  fileprivate func between(_ next: ChartBand, share: Double) -> ChartBand {
    func mix(_ here: Double, _ there: Double) -> Double { here * (1 - share) + there * share }
    let lower = mix(range.lowerBound, next.range.lowerBound)
    // Rounding may bring edges that meet to the wrong sides of each other.
    let upper = Swift.max(mix(range.upperBound, next.range.upperBound), lower)
    return ChartBand(x: mix(x, next.x), range: lower...upper)
  }
}
