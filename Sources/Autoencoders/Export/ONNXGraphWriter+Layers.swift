internal import FileFormats

extension ONNXGraphWriter {
  /// Appends the operators of some layers.
  mutating func features(
    behind layers: [PlacedLayer], from input: GraphFeatures
  ) throws(ExportError) -> GraphFeatures {
    var features = input
    for layer in layers { features = try self.features(behind: layer, from: features) }
    return features
  }

  /// Appends a layer: each kind is a row, and its activation an operator behind.
  private mutating func features(
    behind layer: PlacedLayer, from input: GraphFeatures
  ) throws(ExportError) -> GraphFeatures {
    let tensor: String
    var form = FeatureForm.images
    switch layer.layer {
    case .dense, .thinned: (tensor, form) = (dense(layer, vectors(input)), .vectors)
    case .convolution(let channels, let kernel, let stride, let padding, _):
      tensor = convolution(
        layer, images(input),
        ConvolutionGeometry(
          input: layer.input, channels: channels, kernel: kernel, stride: stride, padding: padding))
    case .transposedConvolution(let channels, let kernel, let stride, _):
      tensor = transposedConvolution(
        layer, images(input),
        ConvolutionGeometry(
          transposedFrom: layer.input, channels: channels, kernel: kernel, stride: stride))
    case .maxPooling(let factor):
      let border = ImageBorder(pooling: layer.input, to: layer.output, factor: factor)
      tensor = add(
        "MaxPool", images(input), attributes: windows(factor, stride: factor, within: border))
    case .upsampling(let factor): tensor = upsampling(images(input), factor)
    case .flatten:
      (tensor, form) =
        (add("Flatten", images(input), attributes: ["axis": .integer(1)]), .vectors)
    case .reshape(let shape):
      tensor = reshape(vectors(input), to: FeatureForm.images.dimensions(of: shape))
    case .skip:
      tensor = images(input)
      openSkips.append(tensor)
    case .join(let channels): tensor = join(images(input), channels)
    case .graph(let graph): throw .foreignPart(file: graph.name)
    }
    return GraphFeatures(
      tensor: activation(layer.activation, of: tensor), shape: layer.output, form: form)
  }

  private mutating func activation(_ activation: Activation, of tensor: String) -> String {
    switch activation {
    case .identity: tensor
    case .relu: add("Relu", tensor)
    case .sigmoid: add("Sigmoid", tensor)
    case .tanh: add("Tanh", tensor)
    }
  }

  // MARK: Kinds of layers

  private mutating func dense(_ layer: PlacedLayer, _ input: String) -> String {
    guard let tied = layer.tied else { return dense(layer.name, input) }
    let (weight, bias) = (parameter("\(tied).weight"), parameter("\(layer.name).bias"))
    return add("Gemm", input, weight, bias)
  }

  /// A product with `name.weight`, with `name.bias` added.
  mutating func dense(_ name: String, _ input: String, as output: String? = nil) -> String {
    let (weight, bias) = (parameter("\(name).weight"), parameter("\(name).bias"))
    return add(
      "Gemm", input, weight, bias, attributes: ["transB": .integer(1)], as: output)
  }

  private mutating func convolution(
    _ layer: PlacedLayer, _ input: String, _ geometry: ConvolutionGeometry
  ) -> String {
    let (weight, bias) = (parameter("\(layer.name).weight"), parameter("\(layer.name).bias"))
    return add(
      "Conv", input, weight, bias,
      attributes: windows(
        geometry.kernel, stride: geometry.stride, within: ImageBorder(geometry)))
  }

  private mutating func transposedConvolution(
    _ layer: PlacedLayer, _ input: String, _ geometry: ConvolutionGeometry
  ) -> String {
    let (weight, bias) = (parameter("\(layer.name).weight"), parameter("\(layer.name).bias"))
    var attributes = windows(
      geometry.kernel, stride: geometry.stride, within: ImageBorder(geometry))
    // Windows further apart than they are wide leave pixels behind the last of them.
    let rest = Int64(max(geometry.stride - geometry.kernel, 0))
    attributes["output_padding"] = .integers([rest, rest])
    return add("ConvTranspose", input, weight, bias, attributes: attributes)
  }

  private func windows(
    _ size: Int, stride: Int, within border: ImageBorder
  ) -> [String: ONNXAttribute] {
    let sides = [border.top, border.left, border.bottom, border.right]
    return [
      "kernel_shape": .integers([Int64(size), Int64(size)]),
      "strides": .integers([Int64(stride), Int64(stride)]),
      "pads": .integers(sides.map(Int64.init)),
    ]
  }

  private mutating func upsampling(_ input: String, _ factor: Int) -> String {
    let scales = constant([1, 1, Float(factor), Float(factor)])
    return add(
      "Resize", input, "", scales,
      attributes: [
        "mode": .string("nearest"), "nearest_mode": .string("floor"),
        "coordinate_transformation_mode": .string("asymmetric"),
      ])
  }

  /// Appends the channels of the last skip connection that is open, or zeros where none carries anything.
  private mutating func join(_ input: String, _ channels: Int) -> String {
    if carriesSkips, let skip = openSkips.popLast() {
      return add("Concat", input, skip, attributes: ["axis": .integer(1)])
    }
    let pads = constant([0, 0, 0, 0, 0, channels, 0, 0])
    return add("Pad", input, pads)
  }
}
