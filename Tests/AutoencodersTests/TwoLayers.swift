import Autoencoders

/// Two layers as one, without what merging them could save.
struct TwoLayers: Layer {
  let first: any Layer
  let second: any Layer
  private let between: Matrix
  private let gradientBetween: Matrix

  init(_ first: any Layer, _ second: any Layer, images: Int) {
    self.first = first
    self.second = second
    between = Matrix(rows: images, columns: first.outputCount)
    gradientBetween = Matrix(rows: images, columns: first.outputCount)
  }

  var inputCount: Int { first.inputCount }
  var outputCount: Int { second.outputCount }

  func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    first.forward(input, into: between, pass)
    second.forward(between, into: output, pass)
  }

  func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    second.backward(
      outputGradient, input: between, output: output, into: gradientBetween, pass)
    first.backward(gradientBetween, input: input, output: between, into: inputGradient, pass)
  }
}
