/// A differentiable function of a batch, one image or code a row, whose parameters are ranges of the
/// model's flat buffer.
package protocol Layer {
  /// Numbers in a row of the input.
  var inputCount: Int { get }
  /// Numbers in a row of the output.
  var outputCount: Int { get }

  /// Brings parameters that were drawn at random into the layer's form.
  func prepare(_ parameters: FloatBuffer)

  /// Says that many numbers of the input may be zero, which may be worth looking for: pixels without ink, or
  /// units below their threshold.
  mutating func expectZeros()

  /// Computes `output`, `outputCount` wide, from `input`, `inputCount` wide.
  func forward(_ input: Matrix, into output: Matrix, _ pass: Pass)

  /// Given d(loss)/d(output), replaces the gradients of this layer's parameters, or adds to them as
  /// the pass says, and, where asked for, writes d(loss)/d(input). May overwrite `outputGradient`.
  ///
  /// Gradients that are zeroed once per step and always added to come out with the same bits, and were no
  /// faster: with one layer of 32 units, 1 to 3 % slower in the median of alternating epochs.
  func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass)
}

extension Layer {
  package func prepare(_ parameters: FloatBuffer) {}

  package mutating func expectZeros() {}
}

/// A run of a batch through a model: where to compute, the parameters, and where their gradients go.
package struct Pass {
  package let engine: Engine
  package let parameters: FloatBuffer
  package let gradients: FloatBuffer
  /// This is a further slice of a batch: parameters are as they were, and gradients add up.
  package var continuesBatch = false
  /// Skip connections carry what was last encoded; else they carry nothing.
  package var carriesSkips = true

  package init(engine: Engine, parameters: FloatBuffer, gradients: FloatBuffer) {
    self.engine = engine
    self.parameters = parameters
    self.gradients = gradients
  }
}
