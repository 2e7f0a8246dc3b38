/// What a byte of a PNG's row is taken to be like (W3C PNG, third edition, chapter 9): it is the difference that is
/// compressed.
private enum PNGFilter: UInt8, CaseIterable {
  /// Like nothing, like the pixel to the left, the one above, their mean, or the nearest of three.
  case none, sub, up, average, paeth

  /// The byte that is expected, from those to the left, above, and above that to the left.
  func expected(left: UInt8, above: UInt8, corner: UInt8) -> UInt8 {
    switch self {
    case .none: return 0
    case .sub: return left
    case .up: return above
    case .average: return UInt8((Int(left) + Int(above)) / 2)
    case .paeth:
      let estimate = Int(left) + Int(above) - Int(corner)
      let toLeft = abs(estimate - Int(left))
      let (toAbove, toCorner) = (abs(estimate - Int(above)), abs(estimate - Int(corner)))
      if toLeft <= toAbove, toLeft <= toCorner { return left }
      return toAbove <= toCorner ? above : corner
    }
  }
}

/// Rows of pixels as a PNG's IDAT holds them: unfiltered, or each by the filter that leaves the least differences,
/// whichever is shorter once it is compressed.
///
/// - Parameters:
///   - rowBytes: bytes of a row.
///   - pixelBytes: bytes of a pixel.
///   - effort: that goes into making it small; no filter is tried where it is to be the least.
func compressedPNGRows(
  _ pixels: [UInt8], rowBytes: Int, pixelBytes: Int, effort: CompressionEffort = .usual
) -> [UInt8] {
  let isFiltered = effort != .least && pixels.count >= leastFiltered
  var plain: [UInt8] = []
  var filtered: [UInt8] = []
  plain.reserveCapacity(pixels.count + pixels.count / max(rowBytes, 1))
  filtered.reserveCapacity(plain.capacity)
  var above = [UInt8](repeating: 0, count: rowBytes)
  for start in stride(from: 0, to: pixels.count, by: max(rowBytes, 1)) {
    let row = Array(pixels[start..<start + rowBytes])
    plain.append(PNGFilter.none.rawValue)
    plain += row
    if isFiltered {
      filtered += bestFiltered(row, above: above, pixelBytes: pixelBytes)
    }
    above = row
  }
  let unfiltered = zlibCompressed(plain, effort: effort)
  guard isFiltered else { return unfiltered }
  let best = zlibCompressed(filtered)
  return best.count < unfiltered.count ? best : unfiltered
}

/// Bytes of pixels from which on filters are worth their trouble.
private let leastFiltered = 1 << 10

/// A row by the filter whose differences, taken as signed bytes, have the least sum, after the filter's number.
private func bestFiltered(_ row: [UInt8], above: [UInt8], pixelBytes: Int) -> [UInt8] {
  var best: (sum: Int, bytes: [UInt8])?
  for filter in PNGFilter.allCases {
    var bytes = [filter.rawValue]
    bytes.reserveCapacity(row.count + 1)
    var sum = 0
    for index in row.indices {
      let hasLeft = index >= pixelBytes
      let expected = filter.expected(
        left: hasLeft ? row[index - pixelBytes] : 0, above: above[index],
        corner: hasLeft ? above[index - pixelBytes] : 0)
      let difference = row[index] &- expected
      bytes.append(difference)
      sum += Int(Int8(bitPattern: difference).magnitude)
    }
    if best.map({ sum < $0.sum }) ?? true { best = (sum, bytes) }
  }
  return best?.bytes ?? []
}
