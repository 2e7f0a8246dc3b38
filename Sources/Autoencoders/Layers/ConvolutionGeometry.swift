/// How a convolution treats the border of an image.
public enum Padding: String, CaseIterable, Sendable {
  /// Zeros around the image, as many as make the output's size the input's divided by the stride; of
  /// an odd number, the extra one after the image, as Keras has it.
  case same
  /// Only windows that lie inside the image.
  case valid
}

/// How the windows of a convolution lie on its input.
package struct ConvolutionGeometry: Equatable, Sendable {
  package let input: FeatureShape
  package let output: FeatureShape
  /// Height and width of a window.
  package let kernel: Int
  /// How far windows are apart.
  package let stride: Int
  /// Rows of zeros above the image.
  let top: Int
  /// Columns of zeros left of the image.
  let left: Int
  /// The input with its zeros around it.
  let padded: FeatureShape

  package init(
    input: FeatureShape, channels: Int, kernel: Int, stride: Int = 1, padding: Padding
  ) {
    let rows = Self.windows(over: input.height, kernel, stride, padding)
    let columns = Self.windows(over: input.width, kernel, stride, padding)
    self.input = input
    self.kernel = kernel
    self.stride = stride
    output = FeatureShape(height: rows.count, width: columns.count, channels: channels)
    (top, left) = (rows.before, columns.before)
    padded = FeatureShape(
      height: input.height + rows.zeros, width: input.width + columns.zeros,
      channels: input.channels)
  }

  /// The convolution whose transpose makes images of `channels` channels, `stride` times as large, out
  /// of those of `output`.
  package init(transposedFrom output: FeatureShape, channels: Int, kernel: Int, stride: Int) {
    self.init(
      input: FeatureShape(
        height: output.height * stride, width: output.width * stride, channels: channels),
      channels: output.channels, kernel: kernel, stride: stride, padding: .same)
  }

  /// Whether these sizes, which may come from a file, make a convolution at all.
  static func allows(channels: Int, kernel: Int, stride: Int) -> Bool {
    (1...4096).contains(channels) && (1...64).contains(kernel) && (1...64).contains(stride)
  }

  private static func windows(
    over size: Int, _ kernel: Int, _ stride: Int, _ padding: Padding
  ) -> (count: Int, zeros: Int, before: Int) {
    switch padding {
    case .same:
      let count = (size + stride - 1) / stride
      let zeros = max((count - 1) * stride + kernel - size, 0)
      return (count, zeros, zeros / 2)
    case .valid:
      return (size < kernel ? 0 : (size - kernel) / stride + 1, 0, 0)
    }
  }

  var isPadded: Bool { padded != input }

  /// The weights of all windows.
  var weightCount: Int { input.channels * output.channels * kernel * kernel }
}

// MARK: - The transpose

extension ConvolutionGeometry {
  /// The convolution whose transpose is nearest upsampling of images of `output` by `factor` and then
  /// `convolution`, one of stride 1.
  init(upsampling output: FeatureShape, factor: Int, before convolution: ConvolutionGeometry) {
    input = convolution.output
    self.output = output
    kernel = convolution.kernel + factor - 1
    stride = factor
    top = convolution.kernel - 1 - convolution.top
    left = convolution.kernel - 1 - convolution.left
    padded = FeatureShape(
      height: (output.height - 1) * stride + kernel, width: (output.width - 1) * stride + kernel,
      channels: input.channels)
  }

  /// The most taps, in one direction, that meet a pixel of the input.
  var tapsPerPhase: Int { (kernel - 1) / stride + 1 }

  /// The weights of a phase, those of pixels at equal places between windows.
  var phaseWeightCount: Int {
    tapsPerPhase * tapsPerPhase * input.channels * output.channels
  }

  /// In one direction, the taps that meet the pixels of a phase, `before` pixels of zeros lying before the
  /// image: how many, `stride` apart, and which is the last.
  func phase(_ phase: Int, before: Int) -> (count: Int, last: Int) {
    let first = (phase + before) % stride
    let count = first < kernel ? (kernel - 1 - first) / stride + 1 : 0
    return (count, first + (count - 1) * stride)
  }

  /// The output with zeros around its pixels, so that each tap that meets a pixel of the input reads one.
  var bordered: FeatureShape {
    func size(_ outputs: Int, _ inputs: Int, _ before: Int) -> Int {
      tapsPerPhase - 1 + max(outputs, (inputs - 1 + before) / stride + 1)
    }
    return FeatureShape(
      height: size(output.height, input.height, top), width: size(output.width, input.width, left),
      channels: output.channels)
  }
}

// MARK: - Parameters

extension ParameterLayout {
  /// Adds `name.weight`, `[output channel, input channel, ky, kx]`.
  mutating func addWeight(_ name: String, _ geometry: ConvolutionGeometry) -> Parameter {
    add(
      "\(name).weight",
      shape: [
        geometry.output.channels, geometry.input.channels, geometry.kernel, geometry.kernel,
      ])
  }

  /// Adds `name.bias`.
  mutating func addBias(_ name: String, channels: Int) -> Parameter {
    add("\(name).bias", shape: [channels])
  }
}
