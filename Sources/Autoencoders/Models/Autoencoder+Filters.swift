/// The weights with which a unit of the first layer reads an image, as an image.
package struct Filter: Equatable, Sendable {
  package let height: Int
  package let width: Int
  /// 1, or 3 where images are in color and the layer reads them as such.
  package let channels: Int
  /// Row-major, channels last; positive where the unit likes light.
  package let weights: [Float]
}

extension Autoencoder {
  /// The filters of the encoder's first layer of weights, one for each unit or channel: of the size of an
  /// image, or of a convolution's kernel. None where that layer does not read the image itself.
  package var firstLayerFilters: [Filter] {
    switch encoder.layers.first {
    case let layer as Dense: return filters(layer.weight, of: configuration.imageShape) { $0 }
    case let layer as MaskedDense:
      return filters(layer.dense.weight, of: configuration.imageShape) { $0 }
    case let layer as Convolution: return filters(layer)
    case let layer as PooledConvolution: return filters(layer.convolution)
    default: return []
    }
  }

  private func filters(_ layer: Convolution) -> [Filter] {
    let (kernel, channels) = (layer.geometry.kernel, layer.geometry.input.channels)
    let shape = FeatureShape(height: kernel, width: kernel, channels: channels)
    return filters(layer.weight, of: shape, shape.channelsLast)
  }

  /// The weights of each output by themselves.
  ///
  /// - Parameter channelsLast: brings them into the order of an image.
  private func filters(
    _ weight: Parameter, of shape: FeatureShape, _ channelsLast: ([Float]) -> [Float]
  ) -> [Filter] {
    let outputs = weight.matrix(in: parameters)
    return (0..<outputs.rows).map {
      Filter(
        height: shape.height, width: shape.width, channels: shape.channels,
        weights: channelsLast(outputs.row($0)))
    }
  }
}
