/// A gray picture at another size: each new pixel is the mean of the old ones that it covers, in the share
/// in which it covers them.
///
/// - Parameters:
///   - pixels: `size.height` rows of `size.width` values.
///   - size: of the picture as it is.
///   - target: of the picture as it is wanted, larger or smaller.
package func resampled(_ pixels: [Float], from size: Size, to target: Size) -> [Float] {
  precondition(
    pixels.count == size.width * size.height,
    "\(pixels.count) pixels for \(size.width)x\(size.height)")
  guard size != target else { return pixels }
  let columns = coverage(of: size.width, by: target.width)
  let rows = coverage(of: size.height, by: target.height)
  return rows.flatMap { row in
    columns.map { column in
      var sum: Float = 0
      for (y, height) in row {
        for (x, width) in column { sum += height * width * pixels[y * size.width + x] }
      }
      return sum
    }
  }
}

/// For each of `target` equal parts of a line of `count` pixels: the pixels it covers, and how much of the
/// part each of them is.
private func coverage(of count: Int, by target: Int) -> [[(pixel: Int, share: Float)]] {
  (0..<target).map { part in
    // In units of a `target`th of a pixel, in which both have whole bounds.
    let (start, end) = (part * count, (part + 1) * count)
    return (start / target...(end - 1) / target).map { pixel in
      let covered = min(end, (pixel + 1) * target) - max(start, pixel * target)
      return (pixel, Float(covered) / Float(count))
    }
  }
}
