/// Where the noise of a batch comes from.
package enum NoiseSource: Sendable {
  /// Fresh samples, a pure function of seed, step and the row's number, counted from `firstRow`, a
  /// multiple of four.
  case drawn(seed: UInt64, stream: RandomStream, step: UInt64, firstRow: Int = 0)
  /// These samples, row after row.
  case given(ArraySlice<Float>)
  /// No noise: the code is the posterior's mean.
  case none

  /// The source of `count` times as many rows, for a slice as well as for a whole batch.
  func spread(_ count: Int) -> NoiseSource {
    guard case .drawn(let seed, let stream, let step, let firstRow) = self else { return self }
    return .drawn(seed: seed, stream: stream, step: step, firstRow: firstRow * count)
  }

  func fill(_ buffer: FloatBuffer, rows: Int, columns: Int, on engine: Engine) {
    switch self {
    case .drawn(let seed, let stream, let step, let firstRow):
      engine.fillNormal(
        buffer, count: rows * columns, seed: seed, stream: stream, step: step,
        first: firstRow * columns)
    case .given(let samples):
      precondition(
        samples.count == rows * columns, "\(samples.count) samples for \(rows)x\(columns)")
      buffer.write(Array(samples))
    case .none:
      buffer.fill(0)
    }
  }
}
