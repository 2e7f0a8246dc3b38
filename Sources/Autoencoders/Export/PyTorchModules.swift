/// The modules of an `nn.Sequential` in the making, named so that its `state_dict` is the model's.
///
/// What only rearranges features has no parameters, and a name of its own between the numbers of the others.
struct PyTorchModules {
  /// Names and expressions, in their order.
  private(set) var modules: [(name: String, expression: String)] = []
  private(set) var form: FeatureForm

  /// - Parameter form: of what the first module is given.
  init(from form: FeatureForm) { self.form = form }

  /// Appends a layer: each kind is a row, and its activation a module behind.
  mutating func add(_ layer: PlacedLayer) throws(ExportError) {
    let module: String
    var crop: String?
    switch layer.layer {
    case .dense, .thinned:
      takeVectors(layer)
      module = dense(layer)
    case .convolution(let channels, let kernel, let stride, let padding, _):
      takeImages(layer)
      module = convolution(
        layer,
        ConvolutionGeometry(
          input: layer.input, channels: channels, kernel: kernel, stride: stride, padding: padding))
    case .transposedConvolution(let channels, let kernel, let stride, _):
      takeImages(layer)
      (module, crop) = transposedConvolution(
        layer,
        ConvolutionGeometry(
          transposedFrom: layer.input, channels: channels, kernel: kernel, stride: stride))
    case .maxPooling(let factor):
      takeImages(layer)
      module = maxPooling(layer, factor)
    case .upsampling(let factor):
      takeImages(layer)
      module = "nn.Upsample(scale_factor=\(factor))"
    case .flatten:
      (module, form) = ("nn.Flatten()", .vectors)
    case .reshape(let shape):
      takeVectors(layer)
      (module, form) = ("nn.Unflatten(1, \(Self.tuple(of: shape)))", .images)
    case .skip:
      takeImages(layer)
      module = "Skip()"
    case .join(let channels):
      takeImages(layer)
      module = "Join(\(channels))"
    case .graph(let graph): throw .foreignPart(file: graph.name)
    }
    modules.append(("\(layer.module)", module))
    if let crop { modules.append(("crop\(layer.module)", crop)) }
    if let activation = layer.activation.module {
      modules.append(("\(layer.module + 1)", activation))
    }
  }

  // MARK: Forms

  private mutating func takeVectors(_ layer: PlacedLayer) {
    guard form == .images else { return }
    modules.append(("flat\(layer.module)", "nn.Flatten()"))
    form = .vectors
  }

  private mutating func takeImages(_ layer: PlacedLayer) {
    guard form == .vectors else { return }
    modules.append(("image\(layer.module)", "nn.Unflatten(1, \(Self.tuple(of: layer.input)))"))
    form = .images
  }

  private static func tuple(of shape: FeatureShape) -> String {
    "(\(shape.channels), \(shape.height), \(shape.width))"
  }

  // MARK: Kinds of layers

  private func dense(_ layer: PlacedLayer) -> String {
    guard let tied = layer.tied, let place = tied.split(separator: ".").last else {
      return "nn.Linear(\(layer.input.count), \(layer.output.count))"
    }
    return "Tied(self.encoder.get_submodule(\"\(place)\"))"
  }

  /// PyTorch's padding is the same on opposite sides; where that of the layer is not, zeros are put around before.
  private mutating func convolution(
    _ layer: PlacedLayer, _ geometry: ConvolutionGeometry
  ) -> String {
    let border = ImageBorder(geometry)
    let isEven = border.top == border.bottom && border.left == border.right
    if !isEven {
      let sides = "\(border.left), \(border.right), \(border.top), \(border.bottom)"
      modules.append(("pad\(layer.module)", "nn.ZeroPad2d((\(sides)))"))
    }
    let padding = isEven ? (border.top, border.left) : (0, 0)
    return "nn.Conv2d(\(layer.input.channels), \(layer.output.channels)"
      + Self.windows(geometry.kernel, stride: geometry.stride, padding: padding) + ")"
  }

  /// Likewise PyTorch crops as much on opposite sides; what is left over is cropped behind the module.
  private func transposedConvolution(
    _ layer: PlacedLayer, _ geometry: ConvolutionGeometry
  ) -> (module: String, crop: String?) {
    let border = ImageBorder(geometry)
    let rest = max(geometry.stride - geometry.kernel, 0)
    let module =
      "nn.ConvTranspose2d(\(layer.input.channels), \(layer.output.channels)"
      + Self.windows(
        geometry.kernel, stride: geometry.stride, padding: (border.top, border.left))
      + (rest > 0 ? ", output_padding=\(rest)" : "") + ")"
    let (right, bottom) = (border.left - border.right, border.top - border.bottom)
    return (module, right < 0 || bottom < 0 ? "nn.ZeroPad2d((0, \(right), 0, \(bottom)))" : nil)
  }

  /// Windows that begin outside of the image by half of what is missing, and of which the last may reach out too.
  private func maxPooling(_ layer: PlacedLayer, _ factor: Int) -> String {
    let border = ImageBorder(pooling: layer.input, to: layer.output, factor: factor)
    let isWhole = border.bottom == border.top && border.right == border.left
    return "nn.MaxPool2d(\(factor)" + Self.padding((border.top, border.left))
      + (isWhole ? ")" : ", ceil_mode=True)")
  }

  private static func windows(
    _ size: Int, stride: Int, padding: (rows: Int, columns: Int)
  ) -> String {
    ", kernel_size=\(size)" + (stride > 1 ? ", stride=\(stride)" : "") + Self.padding(padding)
  }

  private static func padding(_ padding: (rows: Int, columns: Int)) -> String {
    if padding == (0, 0) { return "" }
    return padding.rows == padding.columns
      ? ", padding=\(padding.rows)" : ", padding=(\(padding.rows), \(padding.columns))"
  }
}

extension Activation {
  /// PyTorch's module; nil for the identity, which is none.
  fileprivate var module: String? {
    switch self {
    case .identity: nil
    case .relu: "nn.ReLU()"
    case .sigmoid: "nn.Sigmoid()"
    case .tanh: "nn.Tanh()"
    }
  }
}
