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

  /// The output with zeros between and around its pixels, so that a correlation over it with flipped
  /// taps gives the input's gradient.
  var dilated: FeatureShape {
    FeatureShape(
      height: padded.height + kernel - 1, width: padded.width + kernel - 1,
      channels: output.channels)
  }
}
