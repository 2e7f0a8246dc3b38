internal import Foundation

/// One step of an inverse autoregressive flow (Kingma et al. 2016): z' = s ⊙ z + (1 - s) ⊙ m, where m and
/// s = sigmoid(a) of each dimension are functions of the dimensions before it and of a context, by a
/// masked network (Germain et al. 2015). Its log-determinant is Σ log s.
struct MaskedAutoregression {
  let dimensions: Int
  private let first: MaskedDense
  private let second: MaskedDense

  /// Where the gates start: open enough that a step begins near the identity.
  private static let initialGateLogit: Float = 1.5

  /// - Parameter isReversed: dimensions depend on those behind them.
  init(
    _ name: String, dimensions: Int, hidden: Int, isReversed: Bool, in layout: inout ParameterLayout
  ) {
    self.dimensions = dimensions
    func degree(_ dimension: Int) -> Int {
      isReversed ? dimensions - dimension : dimension + 1
    }
    // Hidden units of degree zero read the context alone, which every output may read.
    first = MaskedDense(
      "\(name).0", inputCount: 2 * dimensions, outputCount: hidden, activation: .relu, in: &layout
    ) { unit, input in input >= dimensions || unit % dimensions >= degree(input) }
    second = MaskedDense(
      "\(name).2", inputCount: hidden, outputCount: 2 * dimensions, activation: .identity,
      in: &layout
    ) { output, unit in degree(output % dimensions) > unit % dimensions }
  }

  func prepare(_ parameters: FloatBuffer) {
    first.prepare(parameters)
    second.prepare(parameters)
    let biases = second.dense.bias.matrix(in: parameters)
    for gate in dimensions..<2 * dimensions { biases[0, gate] = Self.initialGateLogit }
  }

  /// A step's memory of a batch.
  struct Memory {
    /// Rows of [z | context].
    fileprivate let inputs: Matrix
    fileprivate let inputGradients: Matrix
    fileprivate let hidden: Matrix
    fileprivate let hiddenGradients: Matrix
    /// Rows of [m | a], the latter replaced by s.
    fileprivate let outputs: Matrix
    fileprivate let outputGradients: Matrix

    init(_ step: MaskedAutoregression, capacity: Int) {
      inputs = Matrix(rows: capacity, columns: step.first.inputCount)
      inputGradients = Matrix(rows: capacity, columns: step.first.inputCount)
      hidden = Matrix(rows: capacity, columns: step.first.outputCount)
      hiddenGradients = Matrix(rows: capacity, columns: step.first.outputCount)
      outputs = Matrix(rows: capacity, columns: step.second.outputCount)
      outputGradients = Matrix(rows: capacity, columns: step.second.outputCount)
    }
  }

  /// Replaces `codes` by what the step makes of them and adds its log-determinant to each row's.
  func forward(
    _ codes: Matrix, context: Matrix, logDeterminant: Matrix, _ memory: Memory, _ pass: Pass
  ) {
    let rows = codes.rows
    let (inputs, outputs) = (memory.inputs.prefix(rows), memory.outputs.prefix(rows))
    pass.engine.copy(codes, into: inputs.columns(0..<dimensions))
    pass.engine.copy(context, into: inputs.columns(dimensions..<2 * dimensions))
    first.forward(inputs, into: memory.hidden.prefix(rows), pass)
    second.forward(memory.hidden.prefix(rows), into: outputs, pass)
    let gates = outputs.columns(dimensions..<2 * dimensions)
    pass.engine.sigmoid(gates, into: gates)
    for row in 0..<rows {
      var sum: Float = 0
      for dimension in 0..<dimensions {
        let gate = max(gates[row, dimension], .leastNormalMagnitude)
        sum += log(gate)
        codes[row, dimension] =
          gate * codes[row, dimension] + (1 - gate) * outputs[row, dimension]
      }
      logDeterminant[row, 0] += sum
    }
  }

  /// Turns d(loss)/d(new codes) into d(loss)/d(old codes), the loss having -`klScale` times the
  /// log-determinant, and adds to the context's gradient.
  func backward(
    _ codeGradient: Matrix, contextGradient: Matrix, klScale: Float, _ memory: Memory, _ pass: Pass
  ) {
    let rows = codeGradient.rows
    let (inputs, outputs) = (memory.inputs.prefix(rows), memory.outputs.prefix(rows))
    let outputGradients = memory.outputGradients.prefix(rows)
    let inputGradients = memory.inputGradients.prefix(rows)
    for row in 0..<rows {
      for dimension in 0..<dimensions {
        let (slope, gate) = (codeGradient[row, dimension], outputs[row, dimensions + dimension])
        let difference = inputs[row, dimension] - outputs[row, dimension]
        outputGradients[row, dimension] = slope * (1 - gate)
        outputGradients[row, dimensions + dimension] =
          (slope * difference * gate - klScale) * (1 - gate)
        codeGradient[row, dimension] = slope * gate
      }
    }
    second.backward(
      outputGradients, input: memory.hidden.prefix(rows), output: outputs,
      into: memory.hiddenGradients.prefix(rows), pass)
    first.backward(
      memory.hiddenGradients.prefix(rows), input: inputs, output: memory.hidden.prefix(rows),
      into: inputGradients, pass)
    pass.engine.add(inputGradients.columns(0..<dimensions), to: codeGradient)
    pass.engine.add(inputGradients.columns(dimensions..<2 * dimensions), to: contextGradient)
  }
}
