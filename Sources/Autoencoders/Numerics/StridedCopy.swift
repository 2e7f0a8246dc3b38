/// Copies floats between two places of four dimensions with strides of their own.
///
/// Padding, dilation, flipping and reordering are all such copies.
struct StridedCopy {
  typealias Dimensions = (Int, Int, Int, Int)

  /// One side: where its first float is, and how far apart the floats of each dimension are.
  struct Side {
    let buffer: FloatBuffer
    let offset: Int
    let strides: Dimensions

    /// Images of `shape`, one a row of `matrix`, from pixel (`row`, `column`) on, taking each
    /// `step`-th pixel, from `channel` on: dimensions image, row, column, channel.
    static func images(
      _ matrix: Matrix, _ shape: FeatureShape, row: Int = 0, column: Int = 0,
      channel: Int = 0, step: Int = 1
    ) -> Side {
      let pixel = shape.channels
      return Side(
        buffer: matrix.buffer,
        offset: matrix.offset + (row * shape.width + column) * pixel + channel,
        strides: (matrix.stride, step * shape.width * pixel, step * pixel, 1))
    }
  }

  let from: Side
  let to: Side
  let extents: Dimensions
  var isAccumulating = false

  /// A copy of all rows of a matrix.
  static func rows(_ from: Matrix, into to: Matrix) -> StridedCopy {
    let shape = FeatureShape.vector(from.columns)
    return StridedCopy(
      from: .images(from, shape), to: .images(to, shape), extents: (from.rows, 1, 1, from.columns))
  }

  /// The same copy with its last two dimensions as one, where both sides have them next to each
  /// other.
  var merged: StridedCopy {
    guard from.strides.2 == extents.3, to.strides.2 == extents.3 else { return self }
    return StridedCopy(
      from: from, to: to, extents: (extents.0, extents.1, 1, extents.2 * extents.3),
      isAccumulating: isAccumulating)
  }

  /// The smallest and largest place that a side touches, as offsets into its buffer.
  func reach(of side: Side) -> ClosedRange<Int> {
    var (lowest, highest) = (side.offset, side.offset)
    func extend(_ count: Int, _ stride: Int) {
      lowest += min(0, (count - 1) * stride)
      highest += max(0, (count - 1) * stride)
    }
    extend(extents.0, side.strides.0)
    extend(extents.1, side.strides.1)
    extend(extents.2, side.strides.2)
    extend(extents.3, side.strides.3)
    return lowest...highest
  }
}
