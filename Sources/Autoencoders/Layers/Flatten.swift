/// Lays images out as vectors, channel after channel, which is the order PyTorch's Flatten has.
public struct Flatten: Layer {
  public let shape: FeatureShape

  public init(_ shape: FeatureShape) { self.shape = shape }

  public var inputCount: Int { shape.count }
  public var outputCount: Int { shape.count }

  public func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.copy(.flattening(input, shape, into: output))
  }

  public func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    guard let inputGradient else { return }
    pass.engine.copy(.unflattening(outputGradient, into: inputGradient, shape))
  }
}

/// Makes images of vectors that hold them channel after channel: the inverse of `Flatten`.
public struct Reshape: Layer {
  public let shape: FeatureShape

  public init(to shape: FeatureShape) { self.shape = shape }

  public var inputCount: Int { shape.count }
  public var outputCount: Int { shape.count }

  public func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.copy(.unflattening(input, into: output, shape))
  }

  public func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    guard let inputGradient else { return }
    pass.engine.copy(.flattening(outputGradient, shape, into: inputGradient))
  }
}

extension StridedCopy {
  fileprivate static func flattening(
    _ images: Matrix, _ shape: FeatureShape, into vectors: Matrix
  ) -> StridedCopy {
    StridedCopy(
      from: .images(images, shape), to: .vectors(vectors, shape), extents: extents(images, shape))
  }

  fileprivate static func unflattening(
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
