/// A layer at its place in a model, with all that another program has to know of it.
struct PlacedLayer {
  let layer: LayerConfiguration
  /// `encoder` or `decoder`.
  let part: String
  /// The place of its module in that part, as PyTorch counts them.
  let module: Int
  let input: FeatureShape
  let output: FeatureShape
  /// The name of the layer whose weights, transposed, are this one's.
  var tied: String?

  /// What the names of its parameters begin with.
  var name: String { "\(part).\(module)" }

  var activation: Activation { layer.specification.activation }
}

extension ModelConfiguration {
  var placedEncoder: [PlacedLayer] { Self.placed(encoder, in: "encoder", from: inputShape) }

  var placedDecoder: [PlacedLayer] {
    var layers = Self.placed(decoder, in: "decoder", from: codeShape)
    guard isTied else { return layers }
    for (index, owner) in zip(layers.indices, placedEncoder.reversed()) {
      layers[index].tied = owner.name
    }
    return layers
  }

  private static func placed(
    _ layers: [LayerConfiguration], in part: String, from input: FeatureShape
  ) -> [PlacedLayer] {
    var (shape, module) = (input, 0)
    return layers.map { layer in
      let output = layer.outputShape(for: shape) ?? shape
      defer {
        shape = output
        module += layer.specification.moduleCount
      }
      return PlacedLayer(layer: layer, part: part, module: module, input: shape, output: output)
    }
  }

  /// Some features are carried past the code.
  var hasSkips: Bool { (encoder + decoder).contains(.skip) }
}

/// How features stand in a tensor of another program, behind the dimension of the batch.
enum FeatureForm {
  /// [count].
  case vectors
  /// [channels, height, width].
  case images

  /// The form of codes, and of what is decoded: images where there is more than a pixel.
  init(of shape: FeatureShape) { self = shape.pixels == 1 ? .vectors : .images }

  func dimensions(of shape: FeatureShape) -> [Int] {
    switch self {
    case .vectors: [shape.count]
    case .images: [shape.channels, shape.height, shape.width]
    }
  }
}

extension FeatureShape {
  /// Images stand in memory as they do channels first.
  var isSameChannelsFirst: Bool { channels == 1 || pixels == 1 }
}

/// Rows and columns around an image that a window reaches.
struct ImageBorder: Equatable {
  let top, left, bottom, right: Int

  /// The zeros around the input of a convolution.
  init(_ geometry: ConvolutionGeometry) {
    let (input, padded) = (geometry.input, geometry.padded)
    (top, left) = (geometry.top, geometry.left)
    bottom = padded.height - input.height - top
    right = padded.width - input.width - left
  }

  /// What the windows of a pooling have outside of the image.
  init(pooling input: FeatureShape, to output: FeatureShape, factor: Int) {
    let rows = output.height * factor - input.height
    let columns = output.width * factor - input.width
    (top, left) = (rows / 2, columns / 2)
    (bottom, right) = (rows - top, columns - left)
  }
}
