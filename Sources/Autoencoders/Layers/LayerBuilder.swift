/// A model under construction: the places of the parameters so far, and the skip connections that
/// wait for their ends.
struct LayerBuilder {
  /// Rows that a layer works on at a time, at most.
  var capacity: Int
  var layout = ParameterLayout()
  var openSkips: [SkipConnection] = []

  /// Makes the layers of `list`, called `name.0`, `name.1`, … as PyTorch counts modules.
  mutating func layers(
    _ list: [LayerConfiguration], name: String, input: FeatureShape
  ) -> [any Layer] {
    var shape = input
    var module = 0
    var followsThreshold = false
    return list.map { configuration in
      let specification = configuration.specification
      defer {
        shape = specification.outputShape(for: shape) ?? shape
        module += specification.moduleCount
        followsThreshold = specification.activation == .relu
      }
      var layer = specification.makeLayer("\(name).\(module)", input: shape, in: &self)
      if followsThreshold { layer.expectZeros() }
      return layer
    }
  }

  /// Makes a decoder of the layers of `encoder` transposed, the last one first.
  mutating func tiedLayers(
    _ list: [LayerConfiguration], transposing encoder: inout [any Layer]
  ) -> [any Layer] {
    var module = 0
    return zip(encoder.indices.reversed(), list).map { index, configuration in
      guard var mirrored = encoder[index] as? Dense else {
        preconditionFailure("layer \(index) of a tied encoder is not dense")
      }
      mirrored.sharesWeights = true
      encoder[index] = mirrored
      let specification = configuration.specification
      defer { module += specification.moduleCount }
      return TiedDense(
        "decoder.\(module)", transposing: mirrored, activation: specification.activation,
        in: &layout)
    }
  }
}
