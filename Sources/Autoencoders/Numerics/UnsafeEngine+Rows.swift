internal import CKernels

extension Engine {
  /// output[r] = pixels of image indices[r], divided by 255.
  package func expandPixels(
    _ pixels: [UInt8], images indices: ArraySlice<UInt32>, into output: Matrix
  ) {
    precondition(indices.count == output.rows, "\(indices.count) images into \(output.rows) rows")
    unsafe pixels.withUnsafeBufferPointer { pixels in
      unsafe indices.withUnsafeBufferPointer { indices in
        guard let source = pixels.baseAddress, let chosen = indices.baseAddress else { return }
        let images = UInt32(pixels.count / output.columns)
        unsafe precondition(indices.allSatisfy { $0 < images }, "image index beyond \(images)")
        unsafe run(
          table.pointee.expand_pixels,
          ck_expand_arguments(
            pixels: source, indices: chosen, output: output.pointer, columns: output.columns,
            output_stride: output.stride),
          count: output.rows, grain: rowGrain(columns: output.columns))
      }
    }
  }

  /// nats[r, 0] = -log p(target[r] | logits[r]) of a Bernoulli for each pixel, and its gradient by
  /// the logits, times `scale`, where asked for.
  package func bernoulli(
    logits: Matrix, target: Matrix, nats: Matrix, gradient: Matrix? = nil, scale: Float = 1
  ) {
    unsafe likelihood(
      table.pointee.bernoulli, logits, target, nats, gradient, scale, inverseVariance: 1,
      logNormalizer: 0)
  }

  /// nats[r, 0] = -log N(target[r]; sigmoid(logits[r]), σ²), and its gradient by the logits, times
  /// `scale`, where asked for.
  package func gaussian(
    logits: Matrix, target: Matrix, standardDeviation: Float, nats: Matrix,
    gradient: Matrix? = nil, scale: Float = 1
  ) {
    let variance = standardDeviation * standardDeviation
    unsafe likelihood(
      table.pointee.gaussian, logits, target, nats, gradient, scale, inverseVariance: 1 / variance,
      logNormalizer: Float(logSquareRoot2Pi(variance: Double(variance))))
  }

  /// nats[r, 0] = -log p(target[r] | logits[r]) of a continuous Bernoulli for each pixel (Loaiza-Ganem
  /// and Cunningham 2019), and its gradient by the logits, times `scale`, where asked for.
  ///
  /// A pixel's density over [0, 1] is exp(logit · x) divided by its integral, (exp(logit) - 1) / logit.
  package func continuousBernoulli(
    logits: Matrix, target: Matrix, nats: Matrix, gradient: Matrix? = nil, scale: Float = 1
  ) {
    unsafe likelihood(
      table.pointee.continuous_bernoulli, logits, target, nats, gradient, scale,
      inverseVariance: 1, logNormalizer: 0)
  }

  /// errors[r, 0] = Σ (sigmoid(logits[r]) - target[r])².
  package func squaredError(logits: Matrix, target: Matrix, into errors: Matrix) {
    unsafe likelihood(
      table.pointee.gaussian, logits, target, errors, nil, 0, inverseVariance: 2, logNormalizer: 0)
  }

  private func likelihood(
    _ kernel: RangeKernel, _ logits: Matrix, _ target: Matrix, _ nats: Matrix, _ gradient: Matrix?,
    _ scale: Float, inverseVariance: Float, logNormalizer: Float
  ) {
    precondition(
      logits.columns == target.columns && logits.rows == target.rows,
      "logits \(logits.rows)x\(logits.columns), target \(target.rows)x\(target.columns)")
    precondition(nats.stride == 1 && nats.rows == logits.rows, "nats are no column")
    unsafe run(
      kernel,
      ck_likelihood_arguments(
        logits: logits.pointer, target: target.pointer, gradient: gradient?.pointer,
        nats: nats.pointer, columns: logits.columns, logits_stride: logits.stride,
        target_stride: target.stride, gradient_stride: gradient?.stride ?? 0, scale: scale,
        inverse_variance: inverseVariance, log_normalizer: logNormalizer),
      count: logits.rows, grain: rowGrain(columns: 8 * logits.columns))
  }

  /// gradient *= activation'(·), read off the activation's `output`.
  package func multiply(
    _ gradient: Matrix, byDerivativeOf activation: Activation, at output: Matrix
  ) {
    guard activation != .identity else { return }
    unsafe run(
      table.pointee.activation_backward,
      ck_activation_arguments(
        output: output.pointer, gradient: gradient.pointer, columns: gradient.columns,
        output_stride: output.stride, gradient_stride: gradient.stride,
        activation: activation.kernelValue),
      count: gradient.rows, grain: rowGrain(columns: gradient.columns))
  }

  /// sums[0, c] = Σ over rows of matrix[r, c], or sums[0, c] plus that where `accumulating`.
  package func sumRows(of matrix: Matrix, accumulating: Bool = false, into sums: Matrix) {
    precondition(
      sums.columns == matrix.columns, "\(sums.columns) sums of \(matrix.columns) columns")
    unsafe run(
      table.pointee.column_sums,
      ck_column_sums_arguments(
        matrix: matrix.pointer, sums: sums.pointer, rows: matrix.rows, stride: matrix.stride,
        accumulate: accumulating),
      count: matrix.columns, grain: 64)
  }

  /// output[r] = factors[r, 0] · input[r], added to what is there where `accumulating`.
  func scaleRows(
    of input: Matrix, by factors: Matrix, accumulating: Bool = false, into output: Matrix
  ) {
    precondition(factors.stride == 1 && factors.rows == input.rows, "factors are no column")
    unsafe runByRow(table.pointee.scale_rows, input, factors, output, accumulating)
  }

  /// sums[r, 0] = Σ input[r]².
  func sumSquares(ofRows input: Matrix, into sums: Matrix) {
    unsafe runByRow(table.pointee.row_squares, input, nil, sums, false)
  }

  private func runByRow(
    _ kernel: RangeKernel, _ input: Matrix, _ factors: Matrix?, _ output: Matrix,
    _ accumulating: Bool
  ) {
    precondition(input.rows == output.rows, "\(input.rows) rows into \(output.rows)")
    unsafe run(
      kernel,
      ck_row_factor_arguments(
        input: input.pointer, factors: factors?.pointer, output: output.pointer,
        columns: input.columns, input_stride: input.stride, output_stride: output.stride,
        accumulate: accumulating),
      count: input.rows, grain: rowGrain(columns: input.columns))
  }

  /// output = 1 / (1 + exp(-input)).
  package func sigmoid(_ input: Matrix, into output: Matrix) {
    unsafe map(table.pointee.sigmoid, input, output)
  }

  /// output = 1 / (1 - exp(-input)) - 1 / input, ½ at zero: the mean of a continuous Bernoulli.
  package func continuousBernoulliMean(_ logits: Matrix, into output: Matrix) {
    unsafe map(table.pointee.continuous_mean, logits, output)
  }

  /// output = exp(input), input within ±87.
  package func exp(_ input: Matrix, into output: Matrix) {
    unsafe map(table.pointee.exp, input, output)
  }

  /// output = log(1 + input), input in [0, 1].
  package func log1pUnit(_ input: Matrix, into output: Matrix) {
    unsafe map(table.pointee.log1p_unit, input, output)
  }

  private func map(_ kernel: RangeKernel, _ input: Matrix, _ output: Matrix) {
    precondition(input.rows == output.rows && input.columns == output.columns, "shapes differ")
    unsafe run(
      kernel,
      ck_map_arguments(
        input: input.pointer, output: output.pointer, columns: input.columns,
        input_stride: input.stride, output_stride: output.stride),
      count: input.rows, grain: rowGrain(columns: 4 * input.columns))
  }

  /// Fills a buffer, from its float `offset` on, with numbers in [0, 1): those of the sequence from element `first`
  /// on; element e is word e % 4 of Philox block e / 4.
  package func fillUniform(
    _ buffer: FloatBuffer, count: Int, seed: UInt64, stream: RandomStream, step: UInt64,
    first: Int = 0, at offset: Int = 0
  ) {
    unsafe random(table.pointee.uniforms, buffer, count, seed, stream, step, first, offset)
  }

  /// Fills a buffer with samples of N(0, 1), by Box-Muller from pairs of the words of `fillUniform`.
  package func fillNormal(
    _ buffer: FloatBuffer, count: Int, seed: UInt64, stream: RandomStream, step: UInt64,
    first: Int = 0, at offset: Int = 0
  ) {
    unsafe random(table.pointee.normals, buffer, count, seed, stream, step, first, offset)
  }

  private func random(
    _ kernel: RangeKernel, _ buffer: FloatBuffer, _ count: Int, _ seed: UInt64,
    _ stream: RandomStream, _ step: UInt64, _ first: Int, _ offset: Int
  ) {
    let skipped = first % 4
    guard skipped > 0 else {
      return unsafe randomBlocks(kernel, buffer, count, seed, stream, step, first, offset)
    }
    // The rest of a block that begins before.
    unsafe randomBlocks(kernel, randomBlock, 4, seed, stream, step, first - skipped, 0)
    let rest = min(4 - skipped, count)
    for index in 0..<rest { buffer[offset + index] = randomBlock[skipped + index] }
    unsafe randomBlocks(
      kernel, buffer, count - rest, seed, stream, step, first + rest, offset + rest)
  }

  private func randomBlocks(
    _ kernel: RangeKernel, _ buffer: FloatBuffer, _ count: Int, _ seed: UInt64,
    _ stream: RandomStream, _ step: UInt64, _ first: Int, _ offset: Int
  ) {
    guard count > 0 else { return }
    unsafe run(
      kernel,
      ck_random_arguments(
        seed: seed, step: step, stream: stream.rawValue, first: first,
        output: buffer.pointer(offset, count: count)),
      count: count, grain: elementGrain)
  }

  /// output = input + amount · noise, kept in [0, 1].
  func addNoise(_ noise: FloatBuffer, amount: Float, to input: Matrix, into output: Matrix) {
    unsafe combine(table.pointee.add_noise, noise, amount, input, output)
  }

  /// output = 1 where noise < input, else 0: a sample of Bernoulli(input) when noise is uniform.
  func binarize(_ input: Matrix, noise: FloatBuffer, into output: Matrix) {
    unsafe combine(table.pointee.binarize, noise, 0, input, output)
  }

  /// output = 0 where noise < black, 1 where black <= noise < white, and else input.
  func replacePixels(
    of input: Matrix, noise: FloatBuffer, black: Float, white: Float, into output: Matrix
  ) {
    unsafe combine(table.pointee.replace_pixels, noise, black, input, output, white: white)
  }

  private func combine(
    _ kernel: RangeKernel, _ noise: FloatBuffer, _ amount: Float, _ input: Matrix, _ output: Matrix,
    white: Float = 0
  ) {
    precondition(input.stride == output.stride, "matrices laid out differently")
    let count = input.rows * input.stride
    unsafe run(
      kernel,
      ck_noise_arguments(
        input: input.pointer, noise: noise.pointer(0, count: count), output: output.pointer,
        amount: amount, white: white),
      count: count, grain: elementGrain)
  }
}
