/// The largest value of each `factor` x `factor` window, channel by channel. Windows do not overlap and
/// cover the whole image; those at the border may lie partly outside.
package struct MaxPooling: Layer {
  private let scaling: ImageScaling

  package init(_ input: FeatureShape, factor: Int) {
    let output = FeatureShape(
      height: (input.height + factor - 1) / factor, width: (input.width + factor - 1) / factor,
      channels: input.channels)
    scaling = ImageScaling(
      input: input, output: output, factor: factor,
      top: (output.height * factor - input.height) / 2,
      left: (output.width * factor - input.width) / 2)
  }

  package var output: FeatureShape { scaling.output }
  package var inputCount: Int { scaling.input.count }
  package var outputCount: Int { scaling.output.count }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.maxPool(scaling, input, into: output)
  }

  package func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    guard let inputGradient else { return }
    pass.engine.maxPoolGradient(
      scaling, input: input, output: output, outputGradient: outputGradient, into: inputGradient)
  }
}

extension MaxPooling {
  /// The largest values of windows so many pixels wide and high.
  struct Specification: LayerSpecification {
    let factor: Int

    func outputShape(for input: FeatureShape) -> FeatureShape? {
      (1...4096).contains(factor) ? MaxPooling(input, factor: factor).output : nil
    }

    var summary: String { "pool\(factor)" }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      MaxPooling(input, factor: factor)
    }
  }
}
