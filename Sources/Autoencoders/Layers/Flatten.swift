/// Lays images out as vectors, channel after channel, which is the order PyTorch's Flatten has.
package struct Flatten: Layer {
  package let shape: FeatureShape

  package init(_ shape: FeatureShape) { self.shape = shape }

  package var inputCount: Int { shape.count }
  package var outputCount: Int { shape.count }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.copy(.flattening(input, shape, into: output))
  }

  package func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    guard let inputGradient else { return }
    pass.engine.copy(.unflattening(outputGradient, into: inputGradient, shape))
  }
}

extension Flatten {
  /// Images of any shape as vectors.
  struct Specification: LayerSpecification {
    func outputShape(for input: FeatureShape) -> FeatureShape? { .vector(input.count) }

    var summary: String { "flat" }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      Flatten(input)
    }
  }
}

extension StridedCopy {
  /// Images as vectors, channel after channel.
  static func flattening(
    _ images: Matrix, _ shape: FeatureShape, into vectors: Matrix
  ) -> StridedCopy {
    StridedCopy(
      from: .images(images, shape), to: .vectors(vectors, shape), extents: extents(images, shape))
  }

  /// Vectors that hold images channel after channel as images.
  static func unflattening(
    _ vectors: Matrix, into images: Matrix, _ shape: FeatureShape
  ) -> StridedCopy {
    StridedCopy(
      from: .vectors(vectors, shape), to: .images(images, shape), extents: extents(vectors, shape))
  }

  private static func extents(_ matrix: Matrix, _ shape: FeatureShape) -> Dimensions {
    (matrix.rows, shape.height, shape.width, shape.channels)
  }
}

extension StridedCopy.Side {
  /// Vectors that hold images channel after channel: dimensions image, row, column, channel.
  fileprivate static func vectors(_ matrix: Matrix, _ shape: FeatureShape) -> Self {
    Self(
      buffer: matrix.buffer, offset: matrix.offset,
      strides: (matrix.stride, shape.width, 1, shape.pixels))
  }
}
