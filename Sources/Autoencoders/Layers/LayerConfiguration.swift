/// One layer of a model as a configuration names it.
///
/// Images stand channels-last, [height, width, channels]. Convolutions have square windows.
public enum LayerConfiguration: Equatable, Sendable {
  /// A fully connected layer of so many units.
  case dense(Int, Activation)
  /// A dense layer with a share of its connections, in [0, 1), deleted at random.
  case thinned(Int, Activation, deleting: Float)
  /// A convolution, `stride` pixels from window to window.
  case convolution(
    channels: Int, kernel: Int = 3, stride: Int = 1, padding: Padding = .same, Activation)
  /// A transposed convolution, which makes images `stride` times as large.
  case transposedConvolution(channels: Int, kernel: Int = 3, stride: Int = 2, Activation)
  /// The largest value of each window so many pixels wide and high.
  case maxPooling(Int)
  /// Images so many times as large, each pixel repeated.
  case upsampling(Int)
  /// Images as vectors, channel after channel.
  case flatten
  /// Vectors that hold images channel after channel as images.
  case reshape(FeatureShape)
  /// The start of a skip connection.
  case skip
  /// The end of the last skip connection that is still open, whose channels, so many, are appended.
  case join(channels: Int)
  /// A part that another program made, which is run and never trained.
  case graph(ModelGraph)

  /// The layer's own description: the one place that tells the kinds apart.
  var specification: any LayerSpecification {
    switch self {
    case .dense(let units, let activation):
      Dense.Specification(units: units, activation: activation)
    case .thinned(let units, let activation, let share):
      MaskedDense.Specification(units: units, activation: activation, deletedShare: share)
    case .convolution(let channels, let kernel, let stride, let padding, let activation):
      Convolution.Specification(
        channels: channels, kernel: kernel, stride: stride, padding: padding, activation: activation
      )
    case .transposedConvolution(let channels, let kernel, let stride, let activation):
      TransposedConvolution.Specification(
        channels: channels, kernel: kernel, stride: stride, activation: activation)
    case .maxPooling(let factor): MaxPooling.Specification(factor: factor)
    case .upsampling(let factor): Upsampling.Specification(factor: factor)
    case .flatten: Flatten.Specification()
    case .reshape(let shape): Reshape.Specification(shape: shape)
    case .skip: SkipStart.Specification()
    case .join(let channels): SkipEnd.Specification(channels: channels)
    case .graph(let graph): GraphLayer.Specification(graph: graph)
    }
  }
}

extension LayerConfiguration {
  /// The shape of the layer's output for `input`, or nil where the layer cannot take it.
  public func outputShape(for input: FeatureShape) -> FeatureShape? {
    specification.outputShape(for: input)
  }

  /// The layer in a word, as in `256relu` or `conv16`.
  public var summary: String { specification.summary }
}
