/// Makes images of vectors that hold them channel after channel: the inverse of `Flatten`.
package struct Reshape: Layer {
  package let shape: FeatureShape

  package init(to shape: FeatureShape) { self.shape = shape }

  package var inputCount: Int { shape.count }
  package var outputCount: Int { shape.count }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.copy(.unflattening(input, into: output, shape))
  }

  package func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    guard let inputGradient else { return }
    pass.engine.copy(.flattening(outputGradient, shape, into: inputGradient))
  }
}

extension Reshape {
  /// Vectors as images of `shape`.
  struct Specification: LayerSpecification {
    let shape: FeatureShape

    func outputShape(for input: FeatureShape) -> FeatureShape? {
      shape.isSmall && shape.count == input.count && input.pixels == 1 ? shape : nil
    }

    var summary: String { "\(shape.height)x\(shape.width)x\(shape.channels)" }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      Reshape(to: shape)
    }
  }
}
