/// The weights with which a unit of the first layer reads an image, as an image.
package struct Filter: Equatable, Sendable {
  package let height: Int
  package let width: Int
  /// Row-major; positive where the unit likes a bright pixel.
  package let weights: [Float]
}

extension Autoencoder {
  /// The filters of the encoder's first layer of weights, one for each unit or channel: of the size of an
  /// image, or of a convolution's kernel. None where that layer does not read the image itself.
  package var firstLayerFilters: [Filter] {
    switch encoder.layers.first {
    case let layer as Dense: filters(layer.weight, of: configuration.imageShape)
    case let layer as MaskedDense: filters(layer.dense.weight, of: configuration.imageShape)
    case let layer as Convolution:
      filters(
        layer.weight,
        of: FeatureShape(
          height: layer.geometry.kernel, width: layer.geometry.kernel,
          channels: layer.geometry.input.channels))
    default: []
    }
  }

  /// The weights of each output by themselves; the inputs are of one channel.
  private func filters(_ weight: Parameter, of shape: FeatureShape) -> [Filter] {
    precondition(shape.channels == 1, "filters of \(shape.channels) channels")
    let outputs = weight.matrix(in: parameters)
    return (0..<outputs.rows).map {
      Filter(height: shape.height, width: shape.width, weights: outputs.row($0))
    }
  }
}
