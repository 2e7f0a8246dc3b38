internal import CKernels

/// How images shrink or grow `factor` times in each direction, one image a row.
struct ImageScaling {
  let input: FeatureShape
  let output: FeatureShape
  let factor: Int
  /// How much of the first window lies above and left of the image.
  var top = 0
  var left = 0
}

extension Engine {
  /// Each output is the largest value in its window.
  func maxPool(_ scaling: ImageScaling, _ input: Matrix, into output: Matrix) {
    unsafe run(table.pointee.max_pool, scaling, input: input, output: output)
  }

  /// Hands each output's gradient to the first of the largest values in its window.
  func maxPoolGradient(
    _ scaling: ImageScaling, input: Matrix, output: Matrix, outputGradient: Matrix,
    into inputGradient: Matrix
  ) {
    unsafe run(
      table.pointee.max_pool_backward, scaling, input: input, output: output,
      outputGradient: outputGradient, inputGradient: inputGradient)
  }

  /// Repeats each value `factor` times in each direction.
  func upsample(_ scaling: ImageScaling, _ input: Matrix, into output: Matrix) {
    unsafe run(table.pointee.upsample, scaling, input: input, output: output)
  }

  /// Sums the gradients of each value's copies.
  func upsampleGradient(
    _ scaling: ImageScaling, outputGradient: Matrix, into inputGradient: Matrix
  ) {
    unsafe run(
      table.pointee.upsample_backward, scaling, input: inputGradient, output: outputGradient,
      outputGradient: outputGradient, inputGradient: inputGradient)
  }

  private func run(
    _ kernel: RangeKernel, _ scaling: ImageScaling, input: Matrix, output: Matrix,
    outputGradient: Matrix? = nil, inputGradient: Matrix? = nil
  ) {
    precondition(
      input.columns == scaling.input.count && output.columns == scaling.output.count,
      "images of another shape")
    precondition(input.rows == output.rows, "\(input.rows) images into \(output.rows)")
    unsafe run(
      kernel,
      ck_scaling_arguments(
        input: input.pointer, output: output.pointer, output_gradient: outputGradient?.pointer,
        input_gradient: inputGradient?.pointer, input_stride: input.stride,
        output_stride: output.stride, output_gradient_stride: outputGradient?.stride ?? 0,
        input_gradient_stride: inputGradient?.stride ?? 0, input_height: scaling.input.height,
        input_width: scaling.input.width, output_height: scaling.output.height,
        output_width: scaling.output.width, channels: scaling.input.channels,
        factor: scaling.factor, offset_y: scaling.top, offset_x: scaling.left),
      count: input.rows, grain: 1)
  }
}
