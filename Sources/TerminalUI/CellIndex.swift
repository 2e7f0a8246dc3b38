/// The whole number of cells or dots that lie before a place, for every Double: what is no number lies before the
/// first, and what is far beyond any screen just as far as matters.
func cellIndex(_ place: Double) -> Int {
  guard !place.isNaN else { return -1 }
  return Int(min(max(place.rounded(.down), -farthestCell), farthestCell))
}

private let farthestCell = 1e6

/// Where `value` lies from `low`, which is 0, to `high`, which is 1, for all Doubles: beyond either at the end, and
/// halfway where there is no way.
func share(of value: Double, from low: Double, to high: Double) -> Double {
  // Halves, since the width of the widest range is no Double.
  let share = (value / 2 - low / 2) / (high / 2 - low / 2)
  return share.isNaN || !(high > low) ? 0.5 : min(max(share, 0), 1)
}
