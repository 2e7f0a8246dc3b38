extension ModelConfiguration {
  /// The same model for images of another shape: what of its sizes follows from an image's is made anew.
  ///
  /// That is the last layer of the decoder, which gives an image's values or channels, and the grid that a decoder
  /// begins its enlargements from. A convolution that trims the border, as one does on the way from 4x4 to 28x28,
  /// keeps it where that is what the image asks for.
  ///
  /// - Parameter image: the shape of the images.
  /// - Returns: nil where the layers cannot make images of that shape.
  func fitted(to image: FeatureShape) -> ModelConfiguration? {
    guard image != imageShape else { return self }
    var fitted = self
    (fitted.imageHeight, fitted.imageWidth) = (image.height, image.width)
    fitted.imageChannels = image.channels
    let decoder = decoder(endingIn: image)
    for candidate in [decoder, decoder.map(\.keepingBorder)] {
      fitted.decoder = candidate.withGrid(for: image)
      if fitted.makesItsImages { return fitted }
    }
    return nil
  }

  /// Whether the parts fit, and what the decoder gives is of the shape of an image, not only as large.
  private var makesItsImages: Bool {
    guard (try? validate()) != nil,
      let output = Self.outputShapes(of: decoder, for: codeShape).last
    else { return false }
    return output.pixels == 1 || output == imageShape
  }

  /// The decoder, its last layer with weights giving the values or channels of `image`.
  private func decoder(endingIn image: FeatureShape) -> [LayerConfiguration] {
    var layers = decoder
    guard let last = layers.lastIndex(where: { $0.hasOutputs }) else { return layers }
    layers[last] = layers[last].giving(image, insteadOf: imageShape)
    for index in layers.indices[last...] where layers[index] == .reshape(imageShape) {
      layers[index] = .reshape(image)
    }
    return layers
  }

  /// How many times smaller the encoder makes an image at its smallest.
  var reduction: Int {
    encoder.reduce(1) { reduction, layer in
      switch layer {
      case .maxPooling(let factor): reduction * factor
      case .convolution(_, _, let stride, _, _): reduction * stride
      default: reduction
      }
    }
  }
}

extension LayerConfiguration {
  /// The layer has a number of units or channels of its own.
  fileprivate var hasOutputs: Bool {
    switch self {
    case .dense, .thinned, .convolution, .transposedConvolution: true
    default: false
    }
  }

  /// The layer giving the values or channels of one shape of image where it gives those of another.
  fileprivate func giving(
    _ image: FeatureShape, insteadOf old: FeatureShape
  ) -> LayerConfiguration {
    switch self {
    case .dense(old.count, let activation): .dense(image.count, activation)
    case .thinned(old.count, let activation, let share):
      .thinned(image.count, activation, deleting: share)
    case .convolution(old.channels, let kernel, let stride, let padding, let activation):
      .convolution(
        channels: image.channels, kernel: kernel, stride: stride, padding: padding, activation)
    case .transposedConvolution(old.channels, let kernel, let stride, let activation):
      .transposedConvolution(
        channels: image.channels, kernel: kernel, stride: stride, activation)
    default: self
    }
  }

  /// The layer without trimming the border.
  fileprivate var keepingBorder: LayerConfiguration {
    guard case .convolution(let channels, let kernel, let stride, .valid, let activation) = self
    else { return self }
    return .convolution(channels: channels, kernel: kernel, stride: stride, activation)
  }

  /// The side of a square of so many rows behind the layer.
  fileprivate func side(from side: Int) -> Int? {
    outputShape(for: FeatureShape(height: side, width: side, channels: 1))?.height
  }
}

extension [LayerConfiguration] {
  /// The layers, each dense one before a reshape to a grid giving as many values as the grid has from which the
  /// rest makes `image`.
  fileprivate func withGrid(for image: FeatureShape) -> [LayerConfiguration] {
    var layers = self
    for index in indices.dropFirst() {
      guard case .reshape(let grid) = layers[index],
        case .dense(grid.count, let activation) = layers[index - 1],
        let height = self[(index + 1)...].start(of: image.height),
        let width = self[(index + 1)...].start(of: image.width)
      else { continue }
      let fitting = FeatureShape(height: height, width: width, channels: grid.channels)
      layers[index - 1] = .dense(fitting.count, activation)
      layers[index] = .reshape(fitting)
    }
    return layers
  }
}

extension ArraySlice<LayerConfiguration> {
  /// The side that the layers make `side` of; nil where there is none.
  fileprivate func start(of side: Int) -> Int? {
    guard !isEmpty else { return side }
    return (1...side).first { start in
      reduce(Optional(start)) { side, layer in side.flatMap(layer.side) } == side
    }
  }
}
