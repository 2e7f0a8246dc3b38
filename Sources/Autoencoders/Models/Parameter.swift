/// One named tensor of a model, as a range of its flat buffer.
public struct Parameter: Equatable, Sendable {
  /// The name a PyTorch `state_dict` gives it, such as `encoder.0.weight`.
  public let name: String
  /// PyTorch's layout: `[out, in]` for a weight, `[out, in, height, width]` for a convolution's, `[out]`
  /// for a bias.
  public let shape: [Int]
  /// Its first float in the buffer.
  public let offset: Int

  /// It is a weight, no bias.
  public var isWeight: Bool { shape.count > 1 }
  /// Numbers in it.
  public var count: Int { shape.reduce(1, *) }
  /// Its floats in the buffer.
  public var range: Range<Int> { offset..<offset + count }

  /// The parameter as a matrix of `buffer`: its first dimension by the rest; a vector is one row.
  package func matrix(in buffer: FloatBuffer) -> Matrix {
    let rows = shape.count > 1 ? shape[0] : 1
    return Matrix(
      buffer: buffer, offset: offset, rows: rows, columns: count / rows, stride: count / rows)
  }
}
