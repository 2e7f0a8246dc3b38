/// A convolution and its transpose as linear maps, with their parameters and the padded copies and
/// reordered weights that the kernels read. `Convolution` and `TransposedConvolution` are made of it.
struct ConvolutionOperator {
  let geometry: ConvolutionGeometry
  /// `[output channel, input channel, ky, kx]`, as PyTorch has it.
  let weight: Parameter
  let bias: Parameter
  private let paddedInputs: Matrix
  private let dilatedOutputs: Matrix
  private let taps: FloatBuffer
  private let flippedTaps: FloatBuffer
  private let tapsGradients: Matrix
  private let tapsGradient: FloatBuffer
  private let channelSums: Matrix

  /// An operator for up to `capacity` images whose parameters are called `name.weight` and
  /// `name.bias`, the bias one for each of `biasCount` channels.
  init(
    _ name: String, _ geometry: ConvolutionGeometry, biasCount: Int, capacity: Int,
    in layout: inout ParameterLayout
  ) {
    self.geometry = geometry
    weight = layout.add(
      "\(name).weight",
      shape: [
        geometry.output.channels, geometry.input.channels, geometry.kernel, geometry.kernel,
      ])
    bias = layout.add("\(name).bias", shape: [biasCount])
    paddedInputs = Matrix(
      rows: geometry.isPadded ? capacity : 0, columns: geometry.padded.count)
    dilatedOutputs = Matrix(rows: capacity, columns: geometry.dilated.count)
    taps = FloatBuffer(count: weight.count)
    flippedTaps = FloatBuffer(count: weight.count)
    let groups = TapsGradient.groups(capacity)
    tapsGradients = Matrix(rows: groups, columns: weight.count)
    tapsGradient = FloatBuffer(count: weight.count)
    channelSums = Matrix(
      rows: groups, columns: max(geometry.input.channels, geometry.output.channels))
  }

  /// The convolution: from images of `geometry.input` to images of `geometry.output`.
  func apply(
    to input: Matrix, bias: Matrix? = nil, activation: Activation = .identity, into output: Matrix,
    _ pass: Pass
  ) {
    if !pass.continuesBatch {
      pass.engine.copy(weightCopy(in: pass.parameters, to: taps, tapStrides))
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
    if !pass.continuesBatch {
      pass.engine.copy(
        weightCopy(in: pass.parameters, to: flippedTaps, flippedStrides, isFlipped: true))
    }
    pass.engine.correlate(
      Correlation(
        fill: dilation(of: output), source: dilatedOutputs.prefix(output.rows),
        sourceShape: geometry.dilated, top: geometry.top, left: geometry.left, taps: flippedTaps,
        kernel: geometry.kernel, bias: bias, activation: activation, outputShape: geometry.input),
      into: input)
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
      into: Matrix(tapsGradient, rows: 1, columns: weight.count))
    let gradient = weightCopy(
      in: pass.gradients, to: tapsGradient, areOutputsLast ? tapStrides : outputFirstStrides)
    pass.engine.copy(
      StridedCopy(
        from: gradient.to, to: gradient.from, extents: gradient.extents,
        isAccumulating: pass.continuesBatch))
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

  private func dilation(of output: Matrix) -> StridedCopy {
    let shape = geometry.output
    let border = geometry.kernel - 1
    return StridedCopy(
      from: .images(output, shape),
      to: .images(
        dilatedOutputs, geometry.dilated, row: border, column: border, step: geometry.stride),
      extents: (output.rows, shape.height, shape.width, shape.channels)
    ).merged
  }
}

// How weights stand: strides of output channel, input channel, ky and kx.
extension ConvolutionOperator {
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

  private var flippedStrides: StridedCopy.Dimensions {
    let pair = geometry.input.channels * geometry.output.channels
    return (geometry.input.channels, 1, -geometry.kernel * pair, -pair)
  }

  private func weightCopy(
    in parameters: FloatBuffer, to taps: FloatBuffer, _ strides: StridedCopy.Dimensions,
    isFlipped: Bool = false
  ) -> StridedCopy {
    let area = geometry.kernel * geometry.kernel
    let (inputs, outputs) = (geometry.input.channels, geometry.output.channels)
    return StridedCopy(
      from: StridedCopy.Side(
        buffer: parameters, offset: weight.offset,
        strides: (inputs * area, area, geometry.kernel, 1)),
      to: StridedCopy.Side(
        buffer: taps, offset: isFlipped ? (area - 1) * inputs * outputs : 0, strides: strides),
      extents: (outputs, inputs, geometry.kernel, geometry.kernel))
  }
}
