import Autoencoders
import TestSupport
import Testing

/// The slopes of `loss` along one entry of a buffer, to either side.
private func slopes(
  _ buffer: FloatBuffer, _ index: Int, by step: Float, _ loss: () -> Double
) -> (below: Double, above: Double) {
  let start = buffer[index]
  let middle = loss()
  buffer[index] = start + step
  let above = (loss() - middle) / (Double(buffer[index]) - Double(start))
  buffer[index] = start - step
  let below = (middle - loss()) / (Double(start) - Double(buffer[index]))
  buffer[index] = start
  return (below, above)
}

/// Holds `gradient` against the central differences of `loss` at the entries `indices` of `buffer`.
///
/// Where a step crosses a kink of ReLU, the slopes to either side differ and their mean tells nothing;
/// such entries are left out, and may be no more than one in six.
func expectGradient(
  _ gradient: (Int) -> Float, of buffer: FloatBuffer, at indices: some Sequence<Int>, step: Float,
  tolerance: Double, _ loss: () -> Double, sourceLocation: SourceLocation = #_sourceLocation
) {
  var (kinks, count) = (0, 0)
  for index in indices {
    let (below, above) = slopes(buffer, index, by: step, loss)
    let (expected, found) = ((below + above) / 2, Double(gradient(index)))
    count += 1
    if abs(above - below) > 2 * tolerance * max(1, abs(expected)) {
      kinks += 1
      continue
    }
    #expect(
      abs(found - expected) <= tolerance * max(1, abs(expected)),
      "entry \(index): gradient \(found), slope \(expected)", sourceLocation: sourceLocation)
  }
  #expect(kinks * 6 <= count, "\(kinks) kinks in \(count) entries", sourceLocation: sourceLocation)
}

/// Σ weight · output, a loss whose gradient by the output is `weights`.
func weightedSum(_ output: Matrix, _ weights: Matrix) -> Double {
  dot(output.floats, weights.floats)
}
