internal import CKernels

/// A correlation of padded images with taps of `[ky, kx, channel, output channel]`, or the transpose of one.
struct Correlation {
  /// Fills the source of each image before it is read.
  var fill: StridedCopy?
  /// Rows of padded images of `sourceShape`.
  let source: Matrix
  let sourceShape: FeatureShape
  let taps: FloatBuffer
  let kernel: Int
  let stride: Int
  let bias: Matrix?
  let activation: Activation
  let outputShape: FeatureShape
}

/// The gradient of a correlation's taps, and the channel sums that a bias's gradient is, both for
/// groups of images: work is handed out so that a group's images stay in one thread's cache, and the
/// groups' sums do not depend on which thread made them.
struct TapsGradient {
  static let imagesPerGroup = 8

  static func groups(_ images: Int) -> Int { (images + imagesPerGroup - 1) / imagesPerGroup }

  let source: Matrix
  let sourceShape: FeatureShape
  let outputGradient: Matrix
  let outputShape: FeatureShape
  let kernel: Int
  let stride: Int
  /// A row a group: `[ky, kx, channel, output channel]` where `areOutputsLast`, else `[output
  /// channel, ky, kx, channel]`.
  let taps: Matrix
  let areOutputsLast: Bool
  /// The values summed over a group's images and pixels into a row of `sums`.
  let summed: Matrix
  let summedShape: FeatureShape
  let sums: Matrix
}

extension Engine {
  /// Computes the correlation of each image, one a row of `output`.
  func correlate(_ correlation: Correlation, into output: Matrix) {
    unsafe run(table.pointee.correlate, correlation, top: 0, left: 0, into: output)
  }

  /// Computes the transpose of a correlation, from its outputs, with `tapsPerPhase - 1` pixels of zeros before
  /// them, to its sources, which begin `top` and `left` pixels in; taps stand phase by phase.
  func correlateTransposed(_ correlation: Correlation, top: Int, left: Int, into output: Matrix) {
    unsafe run(
      table.pointee.correlate_transposed, correlation, top: top, left: left, into: output)
  }

  private func run(
    _ kernel: RangeKernel, _ correlation: Correlation, top: Int, left: Int,
    into output: Matrix
  ) {
    guard let fill = correlation.fill else {
      return unsafe run(kernel, correlation, top: top, left: left, fill: nil, into: output)
    }
    unsafe withUnsafePointer(to: fill.kernelArguments) {
      unsafe run(kernel, correlation, top: top, left: left, fill: $0, into: output)
    }
  }

  private func run(
    _ kernel: RangeKernel, _ correlation: Correlation, top: Int, left: Int,
    fill: UnsafePointer<ck_copy_arguments>?, into output: Matrix
  ) {
    let (from, to) = (correlation.sourceShape, correlation.outputShape)
    precondition(output.columns == to.count, "\(output.columns) columns for \(to.count)")
    precondition(
      correlation.source.rows >= output.rows,
      "\(correlation.source.rows) sources for \(output.rows) images")
    unsafe run(
      kernel,
      ck_correlation_arguments(
        fill: fill, source: correlation.source.pointer,
        source_stride: correlation.source.stride, source_width: from.width,
        channels: from.channels, taps: correlation.taps.pointer(0, count: correlation.taps.count),
        kernel: correlation.kernel, stride: correlation.stride, top: top, left: left,
        bias: correlation.bias?.pointer, activation: correlation.activation.kernelValue,
        output: output.pointer, output_stride: output.stride, output_height: to.height,
        output_width: to.width, output_channels: to.channels),
      count: output.rows, grain: 1)
  }

  /// Computes the gradients of the taps, and the channel sums.
  func computeTapsGradient(_ gradient: TapsGradient) {
    var arguments = unsafe ck_taps_arguments(
      images: gradient.outputGradient.rows, images_per_group: TapsGradient.imagesPerGroup,
      source: gradient.source.pointer,
      source_stride: gradient.source.stride, source_width: gradient.sourceShape.width,
      channels: gradient.sourceShape.channels, output_gradient: gradient.outputGradient.pointer,
      output_stride: gradient.outputGradient.stride, output_height: gradient.outputShape.height,
      output_width: gradient.outputShape.width, output_channels: gradient.outputShape.channels,
      kernel: gradient.kernel, stride: gradient.stride,
      taps_gradient: gradient.taps.pointer, taps_stride: gradient.taps.stride,
      outputs_last: gradient.areOutputsLast, summed: gradient.summed.pointer,
      summed_stride: gradient.summed.stride, summed_pixels: gradient.summedShape.pixels,
      summed_channels: gradient.summedShape.channels, channel_sums: gradient.sums.pointer,
      sums_stride: gradient.sums.stride)
    let tiles = unsafe table.pointee.taps_tiles(&arguments)
    unsafe run(
      table.pointee.taps_gradient, arguments, count: gradient.taps.rows * (tiles + 1), grain: 1)
  }

  /// Copies the rows of one matrix into another.
  func copy(_ from: Matrix, into to: Matrix) { copy(.rows(from, into: to)) }

  /// sum += matrix.
  func add(_ matrix: Matrix, to sum: Matrix) {
    var rows = StridedCopy.rows(matrix, into: sum)
    rows.isAccumulating = true
    copy(rows)
  }

  func copy(_ copy: StridedCopy) {
    let itemCount = copy.extents.1 * copy.extents.2 * copy.extents.3
    unsafe run(
      ck_copy, copy.kernelArguments, count: copy.extents.0, grain: max(1, 8192 / max(itemCount, 1)))
  }
}

extension StridedCopy {
  fileprivate var kernelArguments: ck_copy_arguments {
    unsafe ck_copy_arguments(
      from: pointer(from), to: pointer(to),
      extents: extents,
      from_strides: from.strides, to_strides: to.strides, accumulate: isAccumulating)
  }

  /// The address of a side's first float, after checking that all it touches lies in its buffer.
  private func pointer(_ side: Side) -> UnsafeMutablePointer<Float> {
    let reach = reach(of: side)
    let start = unsafe side.buffer.pointer(reach.lowerBound, count: reach.count)
    return unsafe start + (side.offset - reach.lowerBound)
  }
}
