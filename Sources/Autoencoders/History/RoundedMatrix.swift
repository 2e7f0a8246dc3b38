/// A matrix whose elements are rounded to 256 levels, evenly spaced from the least to the greatest of their row.
struct RoundedMatrix: Equatable, Sendable {
  /// The level of each element, row after row.
  let levels: [UInt8]
  /// The least and the greatest element of each row, one after the other.
  let ends: [Float]

  /// A matrix as it was stored.
  init(levels: [UInt8], ends: [Float]) { (self.levels, self.ends) = (levels, ends) }

  /// The nearest levels to finite elements. None is further off than half a level.
  init(_ elements: ArraySlice<Float>, rows: Int) {
    let columns = elements.count / max(rows, 1)
    var levels = [UInt8](repeating: 0, count: elements.count)
    var ends: [Float] = []
    ends.reserveCapacity(2 * rows)
    for row in 0..<rows {
      let first = elements.startIndex + row * columns
      var (least, greatest) = (Float.infinity, -Float.infinity)
      for index in first..<first + columns {
        least = min(least, elements[index])
        greatest = max(greatest, elements[index])
      }
      ends += [least, greatest]
      let scale = greatest > least ? 255 / (greatest - least) : 0
      for column in 0..<columns {
        let level = (elements[first + column] - least) * scale
        levels[row * columns + column] = UInt8(min(max(level + 0.5, 0), 255))
      }
    }
    self.init(levels: levels, ends: ends)
  }

  /// The elements that the levels stand for.
  var elements: [Float] {
    let rows = ends.count / 2
    let columns = levels.count / max(rows, 1)
    var elements = [Float](repeating: 0, count: levels.count)
    for row in 0..<rows {
      let (least, step) = (ends[2 * row], (ends[2 * row + 1] - ends[2 * row]) / 255)
      for index in row * columns..<(row + 1) * columns {
        elements[index] = least + step * Float(levels[index])
      }
    }
    return elements
  }
}
