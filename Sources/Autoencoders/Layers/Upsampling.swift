/// Repeats each pixel `factor` times in each direction.
public struct Upsampling: Layer {
  private let scaling: ImageScaling

  public init(_ input: FeatureShape, factor: Int) {
    scaling = ImageScaling(
      input: input,
      output: FeatureShape(
        height: input.height * factor, width: input.width * factor, channels: input.channels),
      factor: factor)
  }

  public var output: FeatureShape { scaling.output }
  public var inputCount: Int { scaling.input.count }
  public var outputCount: Int { scaling.output.count }

  public func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.upsample(scaling, input, into: output)
  }

  public func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    guard let inputGradient else { return }
    pass.engine.upsampleGradient(scaling, outputGradient: outputGradient, into: inputGradient)
  }
}
