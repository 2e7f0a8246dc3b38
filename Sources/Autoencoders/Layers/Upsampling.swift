/// Repeats each pixel `factor` times in each direction.
package struct Upsampling: Layer {
  private let scaling: ImageScaling

  package init(_ input: FeatureShape, factor: Int) {
    scaling = ImageScaling(
      input: input,
      output: FeatureShape(
        height: input.height * factor, width: input.width * factor, channels: input.channels),
      factor: factor)
  }

  package var output: FeatureShape { scaling.output }
  package var inputCount: Int { scaling.input.count }
  package var outputCount: Int { scaling.output.count }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.upsample(scaling, input, into: output)
  }

  package func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    guard let inputGradient else { return }
    pass.engine.upsampleGradient(scaling, outputGradient: outputGradient, into: inputGradient)
  }
}

extension Upsampling {
  /// Images so many times as large.
  struct Specification: LayerSpecification {
    let factor: Int

    func outputShape(for input: FeatureShape) -> FeatureShape? {
      (1...64).contains(factor) ? Upsampling(input, factor: factor).output : nil
    }

    var summary: String { "up\(factor)" }

    func merged(with next: any LayerSpecification) -> (any LayerSpecification)? {
      (next as? Convolution.Specification).flatMap {
        UpsampledConvolution.Specification(upsampling: self, convolution: $0)
      }
    }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      Upsampling(input, factor: factor)
    }
  }
}
