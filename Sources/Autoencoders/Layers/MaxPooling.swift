/// The largest value of each `factor` x `factor` window, channel by channel. Windows do not overlap and
/// cover the whole image; those at the border may lie partly outside.
public struct MaxPooling: Layer {
  private let scaling: ImageScaling

  public init(_ input: FeatureShape, factor: Int) {
    let output = FeatureShape(
      height: (input.height + factor - 1) / factor, width: (input.width + factor - 1) / factor,
      channels: input.channels)
    scaling = ImageScaling(
      input: input, output: output, factor: factor,
      top: (output.height * factor - input.height) / 2,
      left: (output.width * factor - input.width) / 2)
  }

  public var output: FeatureShape { scaling.output }
  public var inputCount: Int { scaling.input.count }
  public var outputCount: Int { scaling.output.count }

  public func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.maxPool(scaling, input, into: output)
  }

  public func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    guard let inputGradient else { return }
    pass.engine.maxPoolGradient(
      scaling, input: input, output: output, outputGradient: outputGradient, into: inputGradient)
  }
}
