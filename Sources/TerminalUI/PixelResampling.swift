/// A gray picture at another size: each new pixel is the mean of the old ones that it covers, in the share
/// in which it covers them.
///
/// - Parameters:
///   - pixels: `size.height` rows of `size.width` values.
///   - size: of the picture as it is.
///   - target: of the picture as it is wanted, larger or smaller.
///   - channels: values of a pixel, which stand one after another.
package func resampled(
  _ pixels: [Float], from size: Size, to target: Size, channels: Int = 1
) -> [Float] {
  precondition(
    pixels.count == size.width * size.height * channels,
    "\(pixels.count) values for \(size.width)x\(size.height)x\(channels)")
  guard size != target else { return pixels }
  let columns = coverage(of: size.width, by: target.width)
  let rows = coverage(of: size.height, by: target.height)
  return rows.flatMap { row in
    columns.flatMap { column in
      (0..<channels).map { channel in
        var sum: Float = 0
        for (y, height) in row {
          for (x, width) in column {
            sum += height * width * pixels[(y * size.width + x) * channels + channel]
          }
        }
        return sum
      }
    }
  }
}

extension Size {
  /// The size of a picture of the same shape whose longer side is `side`, of an even number of rows, since a cell
  /// holds two.
  package func scaled(toSide side: Int) -> Size {
    let longer = max(width, height, 1)
    func scaled(_ extent: Int) -> Int { max((extent * side + longer / 2) / longer, 1) }
    return Size(width: scaled(width), height: max(scaled(height) / 2 * 2, 2))
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
