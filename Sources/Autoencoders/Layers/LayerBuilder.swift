/// A model under construction: the places of the parameters so far, and the skip connections that
/// wait for their ends.
package struct LayerBuilder {
  /// Rows that a layer works on at a time, at most.
  package var capacity: Int
  /// Whether two layers that are faster as one become one.
  package var mergesLayers = true
  package var layout = ParameterLayout()
  var openSkips: [SkipConnection] = []

  package init(capacity: Int) { self.capacity = capacity }

  /// Makes the layers of `list`, called `name.0`, `name.1`, … as PyTorch counts modules.
  package mutating func layers(
    _ list: [LayerConfiguration], name: String, input: FeatureShape
  ) -> [any Layer] {
    var shape = input
    var module = 0
    var followsThreshold = false
    return specifications(of: list).map { specification in
      defer {
        shape = specification.outputShape(for: shape) ?? shape
        module += specification.moduleCount
        followsThreshold = specification.activation == .relu
      }
      let name = "\(name).\(module + specification.moduleOfParameters)"
      var layer = specification.makeLayer(name, input: shape, in: &self)
      if followsThreshold { layer.expectZeros() }
      return layer
    }
  }

  /// The layers of `list`, two that are faster as one being one.
  private func specifications(of list: [LayerConfiguration]) -> [any LayerSpecification] {
    list.map(\.specification).reduce(into: []) { result, next in
      if mergesLayers, let merged = result.last?.merged(with: next) {
        result[result.count - 1] = merged
      } else {
        result.append(next)
      }
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
