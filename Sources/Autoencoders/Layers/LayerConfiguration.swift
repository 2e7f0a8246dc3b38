/// One layer of a model as a configuration names it. Convolutions have square windows.
public enum LayerConfiguration: Codable, Equatable, Sendable {
  case dense(Int, Activation)
  /// A dense layer with a share of its connections deleted at random.
  case thinned(Int, Activation, deleting: Float)
  case convolution(
    channels: Int, kernel: Int = 3, stride: Int = 1, padding: Padding = .same, Activation)
  /// Makes images `stride` times as large.
  case transposedConvolution(channels: Int, kernel: Int = 3, stride: Int = 2, Activation)
  case maxPooling(Int)
  case upsampling(Int)
  case flatten
  case reshape(FeatureShape)
  /// Starts a skip connection.
  case skip
  /// Appends the channels, so many, of the last skip connection that is still open.
  case join(channels: Int)

  /// What the layer gives for `input`, or nil where it cannot take it.
  public func outputShape(for input: FeatureShape) -> FeatureShape? {
    switch self {
    case .thinned(_, _, let share) where !(0..<1).contains(share):
      return nil
    case .dense(let count, _), .thinned(let count, _, _):
      return input.channels == 1 || input.pixels == 1 ? .vector(count) : nil
    case .convolution(let channels, let kernel, let stride, let padding, _):
      guard Self.areSizes(channels, kernel, stride) else { return nil }
      let output = ConvolutionGeometry(
        input: input, channels: channels, kernel: kernel, stride: stride, padding: padding
      ).output
      return output.count > 0 ? output : nil
    case .transposedConvolution(let channels, let kernel, let stride, _):
      guard Self.areSizes(channels, kernel, stride) else { return nil }
      return ConvolutionGeometry(
        transposedFrom: input, channels: channels, kernel: kernel, stride: stride
      ).input
    case .maxPooling(let factor):
      return factor < 1 ? nil : MaxPooling(input, factor: factor).output
    case .upsampling(let factor):
      return (1...64).contains(factor) ? Upsampling(input, factor: factor).output : nil
    case .flatten:
      return .vector(input.count)
    case .reshape(let shape):
      return shape.isSmall && shape.count == input.count && input.pixels == 1 ? shape : nil
    case .skip: return input
    case .join(let channels):
      guard FeatureShape.vector(channels).isSmall else { return nil }
      return FeatureShape(
        height: input.height, width: input.width, channels: input.channels + channels)
    }
  }

  /// How many modules a PyTorch `Sequential` has for this layer: an activation is one of its own.
  var moduleCount: Int {
    switch self {
    case .dense(_, let activation), .thinned(_, let activation, _),
      .convolution(_, _, _, _, let activation),
      .transposedConvolution(_, _, _, let activation):
      activation == .identity ? 1 : 2
    case .maxPooling, .upsampling, .flatten, .reshape, .skip, .join: 1
    }
  }

  /// Units of a dense layer; zero of any other.
  var denseCount: Int {
    if case .dense(let count, _) = self { count } else { 0 }
  }

  /// How many weights and biases a layer has at most that gives `output` for `input`.
  func parameterBound(from input: FeatureShape, to output: FeatureShape) -> Int {
    switch self {
    case .dense, .thinned: (input.count + 1) * output.count
    case .convolution(_, let kernel, _, _, _), .transposedConvolution(_, let kernel, _, _):
      (input.channels + 1) * (output.channels + 1) * kernel * kernel
    case .maxPooling, .upsampling, .flatten, .reshape, .skip, .join: 0
    }
  }

  /// Outputs are images of several channels.
  var keepsImages: Bool {
    switch self {
    case .convolution, .transposedConvolution: true
    case .dense, .thinned, .maxPooling, .upsampling, .flatten, .reshape, .skip, .join: false
    }
  }

  /// - Parameter input: a shape that the layer takes.
  func makeLayer(
    _ name: String, input: FeatureShape, capacity: Int, in layout: inout ParameterLayout
  ) -> any Layer {
    switch self {
    case .dense(let count, let activation):
      return Dense(
        name, inputCount: input.count, outputCount: count, activation: activation, in: &layout)
    case .thinned(let count, let activation, let share):
      return MaskedDense(
        name, inputCount: input.count, outputCount: count, deleting: share, activation: activation,
        in: &layout)
    case .convolution(let channels, let kernel, let stride, let padding, let activation):
      let geometry = ConvolutionGeometry(
        input: input, channels: channels, kernel: kernel, stride: stride, padding: padding)
      return Convolution(
        name, geometry, activation: activation, capacity: capacity, in: &layout)
    case .transposedConvolution(let channels, let kernel, let stride, let activation):
      let geometry = ConvolutionGeometry(
        transposedFrom: input, channels: channels, kernel: kernel, stride: stride)
      return TransposedConvolution(
        name, geometry, activation: activation, capacity: capacity, in: &layout)
    case .maxPooling(let factor): return MaxPooling(input, factor: factor)
    case .upsampling(let factor): return Upsampling(input, factor: factor)
    case .flatten: return Flatten(input)
    case .reshape(let shape): return Reshape(to: shape)
    case .skip, .join: preconditionFailure("skip connections have two ends")
    }
  }

  /// Whether sizes that may come from a file make a convolution at all.
  private static func areSizes(_ channels: Int, _ kernel: Int, _ stride: Int) -> Bool {
    (1...4096).contains(channels) && (1...64).contains(kernel) && (1...64).contains(stride)
  }
}

extension LayerConfiguration {
  /// The layer in a word, as in `256relu` or `conv16`.
  public var summary: String {
    switch self {
    case .dense(let count, let activation): "\(count)\(Self.suffix(activation))"
    case .thinned(let count, let activation, let share):
      "\(count)\(Self.suffix(activation))(\(Int(((1 - share) * 100).rounded()))% of its weights)"
    case .convolution(let channels, let kernel, let stride, let padding, let activation):
      "conv\(channels)" + (kernel == 3 ? "" : "k\(kernel)") + (stride == 1 ? "" : "s\(stride)")
        + (padding == .valid ? "valid" : "") + Self.suffix(activation)
    case .transposedConvolution(let channels, let kernel, let stride, let activation):
      "deconv\(channels)" + (kernel == 3 ? "" : "k\(kernel)") + (stride == 2 ? "" : "s\(stride)")
        + Self.suffix(activation)
    case .maxPooling(let factor): "pool\(factor)"
    case .upsampling(let factor): "up\(factor)"
    case .flatten: "flat"
    case .skip: "skip"
    case .join: "join"
    case .reshape(let shape): "\(shape.height)x\(shape.width)x\(shape.channels)"
    }
  }

  private static func suffix(_ activation: Activation) -> String {
    activation == .identity ? "" : activation.rawValue
  }
}
