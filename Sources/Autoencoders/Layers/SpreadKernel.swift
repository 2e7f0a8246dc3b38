/// The weight of a convolution after nearest upsampling, as that of the one transposed convolution that both
/// are together.
///
/// A pixel that is repeated `factor` times in each direction meets `kernel + factor - 1` taps in a row, each the
/// sum of the up to `factor` weights that its copies meet.
struct SpreadKernel {
  /// `[output channel, input channel, ky, kx]` of the convolution.
  let weight: Parameter
  let factor: Int
  /// `[input channel, output channel, ky, kx]` of the transposed convolution.
  let values: FloatBuffer
  let gradient: FloatBuffer
  private let folded: FloatBuffer
  private let extents: StridedCopy.Dimensions

  init(_ weight: Parameter, factor: Int) {
    self.weight = weight
    self.factor = factor
    extents = (weight.shape[0], weight.shape[1], weight.shape[2], weight.shape[3])
    let size = extents.2 + factor - 1
    values = FloatBuffer(count: extents.0 * extents.1 * size * size)
    gradient = FloatBuffer(count: values.count)
    folded = FloatBuffer(count: weight.count)
  }

  /// Makes `values` of the parameter.
  func spread(_ pass: Pass) {
    values.fill(0)
    let weights = weightSide(pass.parameters, weight.offset)
    for row in 0..<factor {
      for column in 0..<factor {
        pass.engine.copy(
          StridedCopy(
            from: weights, to: taps(values, row, column), extents: extents, isAccumulating: true))
      }
    }
  }

  /// Makes the parameter's gradient of `gradient`.
  func fold(_ pass: Pass) {
    folded.fill(0)
    let sums = weightSide(folded, 0)
    for row in 0..<factor {
      for column in 0..<factor {
        pass.engine.copy(
          StridedCopy(
            from: taps(gradient, row, column), to: sums, extents: extents, isAccumulating: true))
      }
    }
    pass.engine.copy(
      StridedCopy(
        from: sums, to: weightSide(pass.gradients, weight.offset), extents: extents,
        isAccumulating: pass.continuesBatch))
  }

  private func weightSide(_ buffer: FloatBuffer, _ offset: Int) -> StridedCopy.Side {
    let area = extents.2 * extents.3
    return StridedCopy.Side(
      buffer: buffer, offset: offset, strides: (extents.1 * area, area, extents.3, 1))
  }

  /// The taps by which the weights meet the copy of a pixel in this row and column: the last weight's is the first.
  private func taps(_ buffer: FloatBuffer, _ row: Int, _ column: Int) -> StridedCopy.Side {
    let size = extents.2 + factor - 1
    let corner = (extents.2 - 1 + row) * size + extents.3 - 1 + column
    return StridedCopy.Side(
      buffer: buffer, offset: corner,
      strides: (size * size, extents.0 * size * size, -size, -1))
  }
}
