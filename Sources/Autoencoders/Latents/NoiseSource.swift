/// Where the noise of a batch comes from.
package enum NoiseSource: Sendable {
  /// Fresh samples, a pure function of seed, step and the row's number, counted from `firstRow`.
  ///
  /// Of several samples a row, those of all rows of the batch, as many as `batch`, come one sample after another;
  /// where that is nil, those of the rows at hand.
  case drawn(
    seed: UInt64, stream: RandomStream, step: UInt64, firstRow: Int = 0, batch: Int? = nil)
  /// These samples, row after row.
  case given(ArraySlice<Float>)
  /// No noise: the code is the posterior's mean.
  case none

  /// Fills a buffer with the noise of so many rows, and of several samples of each: one of all rows, then the next.
  func fill(
    _ buffer: FloatBuffer, rows: Int, samples: Int = 1, columns: Int, on engine: Engine
  ) {
    let count = rows * columns
    switch self {
    case .drawn(let seed, let stream, let step, let firstRow, nil):
      engine.fillNormal(
        buffer, count: samples * count, seed: seed, stream: stream, step: step,
        first: firstRow * samples * columns)
    case .drawn(let seed, let stream, let step, let firstRow, let batch?):
      for sample in 0..<samples {
        engine.fillNormal(
          buffer, count: count, seed: seed, stream: stream, step: step,
          first: (sample * batch + firstRow) * columns, at: sample * count)
      }
    case .given(let given):
      precondition(
        given.count == samples * count, "\(given.count) samples for \(samples)x\(rows)x\(columns)")
      buffer.write(Array(given))
    case .none:
      buffer.fill(0)
    }
  }
}
