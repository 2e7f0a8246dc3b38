/// A convolution and its transpose as linear maps, with the padded copies and reordered weights that the
/// kernels read. `Convolution` and `TransposedConvolution` are made of it.
struct ConvolutionOperator {
  let geometry: ConvolutionGeometry
  /// `[output channel, input channel, ky, kx]`, as PyTorch has it.
  let weight: ConvolutionWeight
  let bias: Parameter
  private let paddedInputs: Matrix
  private let borderedOutputs: Matrix
  private let taps: FloatBuffer
  private let transposedTaps: FloatBuffer
  private let tapsGradients: Matrix
  private let tapsGradient: FloatBuffer
  private let channelSums: Matrix

  /// An operator for up to `capacity` images.
  init(
    _ geometry: ConvolutionGeometry, weight: ConvolutionWeight, bias: Parameter, capacity: Int
  ) {
    self.geometry = geometry
    self.weight = weight
    self.bias = bias
    paddedInputs = Matrix(
      rows: geometry.isPadded ? capacity : 0, columns: geometry.padded.count)
    borderedOutputs = Matrix(
      rows: geometry.bordered == geometry.output ? 0 : capacity, columns: geometry.bordered.count)
    let count = geometry.weightCount
    taps = FloatBuffer(count: count)
    transposedTaps = FloatBuffer(
      count: geometry.stride * geometry.stride * geometry.phaseWeightCount)
    let groups = TapsGradient.groups(capacity)
    tapsGradients = Matrix(rows: groups, columns: count)
    tapsGradient = FloatBuffer(count: count)
    channelSums = Matrix(
      rows: groups, columns: max(geometry.input.channels, geometry.output.channels))
  }

  /// The convolution: from images of `geometry.input` to images of `geometry.output`.
  func apply(
    to input: Matrix, bias: Matrix? = nil, activation: Activation = .identity, into output: Matrix,
    _ pass: Pass
  ) {
    if !pass.continuesBatch {
      pass.engine.copy(
        StridedCopy(
          from: weight.values(pass).side(geometry),
          to: StridedCopy.Side(buffer: taps, offset: 0, strides: tapStrides),
          extents: weightExtents))
    }
    pass.engine.correlate(
      Correlation(
        fill: geometry.isPadded ? padding(of: input) : nil, source: source(of: input),
        sourceShape: geometry.padded, taps: taps, kernel: geometry.kernel, stride: geometry.stride,
        bias: bias, activation: activation, outputShape: geometry.output),
      into: output)
  }

  /// The transpose: from images of `geometry.output` to images of `geometry.input`.
  func applyTransposed(
    to output: Matrix, bias: Matrix? = nil, activation: Activation = .identity,
    into input: Matrix, _ pass: Pass
  ) {
    if !pass.continuesBatch { arrangeTransposedTaps(pass) }
    pass.engine.correlateTransposed(
      Correlation(
        fill: hasBorder ? border(of: output) : nil,
        source: hasBorder ? borderedOutputs.prefix(output.rows) : output,
        sourceShape: geometry.bordered, taps: transposedTaps, kernel: geometry.kernel,
        stride: geometry.stride, bias: bias, activation: activation, outputShape: geometry.input),
      top: geometry.top, left: geometry.left, into: input)
  }

  /// Puts zeros around `input`, which `apply` does too; `weightGradient` needs one of them before.
  func pad(_ input: Matrix, _ pass: Pass) {
    if geometry.isPadded { pass.engine.copy(padding(of: input)) }
  }

  /// The gradient of the weight, where `input` went in and `outputGradient` came back, and that of a
  /// bias, the sum of `summed` over images and pixels.
  func weightGradient(
    input: Matrix, outputGradient: Matrix, bias: Matrix, summed: Matrix,
    _ summedShape: FeatureShape,
    _ pass: Pass
  ) {
    let groups = TapsGradient.groups(input.rows)
    let taps = tapsGradients.prefix(groups)
    let sums = channelSums.prefix(groups).columns(0..<summedShape.channels)
    pass.engine.computeTapsGradient(
      TapsGradient(
        source: source(of: input), sourceShape: geometry.padded, outputGradient: outputGradient,
        outputShape: geometry.output, kernel: geometry.kernel, stride: geometry.stride,
        taps: taps, areOutputsLast: areOutputsLast, summed: summed, summedShape: summedShape,
        sums: sums))
    pass.engine.sumRows(of: sums, accumulating: pass.continuesBatch, into: bias)
    pass.engine.sumRows(
      of: taps,
      into: Matrix(tapsGradient, rows: 1, columns: geometry.weightCount))
    let place = weight.gradients(pass)
    pass.engine.copy(
      StridedCopy(
        from: StridedCopy.Side(
          buffer: tapsGradient, offset: 0,
          strides: areOutputsLast ? tapStrides : outputFirstStrides),
        to: place.side(geometry), extents: weightExtents, isAccumulating: place.isAccumulating))
  }

  private func source(of input: Matrix) -> Matrix {
    geometry.isPadded ? paddedInputs.prefix(input.rows) : input
  }

  private func padding(of input: Matrix) -> StridedCopy {
    let shape = geometry.input
    return StridedCopy(
      from: .images(input, shape),
      to: .images(paddedInputs, geometry.padded, row: geometry.top, column: geometry.left),
      extents: (input.rows, shape.height, shape.width, shape.channels)
    ).merged
  }

  private var hasBorder: Bool { geometry.bordered != geometry.output }

  private func border(of output: Matrix) -> StridedCopy {
    let shape = geometry.output
    let before = geometry.tapsPerPhase - 1
    return StridedCopy(
      from: .images(output, shape),
      to: .images(borderedOutputs, geometry.bordered, row: before, column: before),
      extents: (output.rows, shape.height, shape.width, shape.channels)
    ).merged
  }
}

// How weights stand: strides of output channel, input channel, ky and kx.
extension ConvolutionOperator {
  private var weightExtents: StridedCopy.Dimensions {
    (geometry.output.channels, geometry.input.channels, geometry.kernel, geometry.kernel)
  }

  /// Sums run fastest over the wider of a window's row and the output's channels; ties go to channels.
  private var areOutputsLast: Bool {
    let vector = 16
    func used(_ count: Int) -> Double {
      Double(count) / Double((count + vector - 1) / vector * vector)
    }
    return used(geometry.output.channels) >= used(geometry.kernel * geometry.input.channels)
  }

  private var tapStrides: StridedCopy.Dimensions {
    let pair = geometry.input.channels * geometry.output.channels
    return (1, geometry.output.channels, geometry.kernel * pair, pair)
  }

  private var outputFirstStrides: StridedCopy.Dimensions {
    let row = geometry.kernel * geometry.input.channels
    return (geometry.kernel * row, 1, row, geometry.input.channels)
  }

  /// Copies the weights of each phase of the transpose, the last tap first.
  private func arrangeTransposedTaps(_ pass: Pass) {
    let stride = geometry.stride
    let pair = geometry.input.channels * geometry.output.channels
    let place = weight.values(pass)
    for y in 0..<stride {
      for x in 0..<stride {
        let rows = geometry.phase(y, before: geometry.top)
        let columns = geometry.phase(x, before: geometry.left)
        guard rows.count > 0, columns.count > 0 else { continue }
        pass.engine.copy(
          StridedCopy(
            from: place.side(
              geometry, row: rows.last, column: columns.last, step: -stride),
            to: StridedCopy.Side(
              buffer: transposedTaps, offset: (y * stride + x) * geometry.phaseWeightCount,
              strides: (geometry.input.channels, 1, columns.count * pair, pair)),
            extents: (
              geometry.output.channels, geometry.input.channels, rows.count, columns.count
            )))
      }
    }
  }
}

extension ConvolutionWeight.Place {
  /// The weights as one side of a copy, from `row` and `column` of each kernel on, taking each `step`-th.
  fileprivate func side(
    _ geometry: ConvolutionGeometry, row: Int = 0, column: Int = 0, step: Int = 1
  ) -> StridedCopy.Side {
    let kernel = geometry.kernel
    return StridedCopy.Side(
      buffer: buffer, offset: offset + row * kernel + column,
      strides: (
        geometry.input.channels * kernel * kernel, kernel * kernel, step * kernel, step
      ))
  }
}
