import Autoencoders
import Testing

/// A layer with random parameters and input, and a loss that is a random weighted sum of its output.
struct LayerFixture {
  let layer: any Layer
  let pass: Pass
  let layout: ParameterLayout
  let input: Matrix
  let output: Matrix
  private let weights: Matrix

  init(
    images: Int = 3, kernels: String? = nil, threads: Int = 1,
    _ makeLayer: (inout ParameterLayout) -> any Layer
  ) {
    var layout = ParameterLayout()
    layer = makeLayer(&layout)
    self.layout = layout
    input = .random(images, layer.inputCount, seed: 2)
    output = Matrix(rows: images, columns: layer.outputCount)
    weights = .random(images, layer.outputCount, seed: 3)
    let parameters = FloatBuffer(count: layout.count)
    var random = Philox(seed: 4, stream: .initialization)
    for parameter in layout.parameters {
      for index in parameter.range { parameters[index] = 2 * random.nextUnit() - 1 }
    }
    pass = Pass(
      engine: makeEngine(kernels, threads: threads), parameters: parameters,
      gradients: FloatBuffer(count: layout.count))
  }

  func parameter(_ name: String) -> Parameter? { layout.parameters.first { $0.name == name } }

  func loss() -> Double {
    layer.forward(input, into: output, pass)
    return weightedSum(output, weights)
  }

  /// Runs forward and backward and returns d(loss)/d(input).
  func backward(_ pass: Pass? = nil) -> Matrix {
    _ = loss()
    let gradient = Matrix(rows: output.rows, columns: output.columns)
    for row in 0..<output.rows { gradient.setRow(row, to: weights.row(row)) }
    let inputGradient = Matrix(rows: input.rows, columns: input.columns)
    layer.backward(
      gradient, input: input, output: output, into: inputGradient, pass ?? self.pass)
    return inputGradient
  }

  /// Holds both gradients against central differences at about `count` places each, without the
  /// parameters at `skipped`.
  func expectGradients(
    count: Int = 60, skipping skipped: Set<Int> = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let inputGradient = backward()
    let parameterGradient = pass.gradients.floats
    let places = layout.parameters.flatMap(\.range).filter { !skipped.contains($0) }
    expectGradient(
      { parameterGradient[$0] }, of: pass.parameters, at: thinned(places, to: count), step: 4e-3,
      tolerance: 4e-3, loss, sourceLocation: sourceLocation)
    let pixels = (0..<input.rows).flatMap { row in
      (0..<input.columns).map { input.offset + row * input.stride + $0 }
    }
    expectGradient(
      { inputGradient.buffer[$0] }, of: input.buffer, at: thinned(pixels, to: count), step: 4e-3,
      tolerance: 4e-3, loss, sourceLocation: sourceLocation)
  }

  private func thinned(_ places: [Int], to count: Int) -> [Int] {
    let step = max(1, places.count / count)
    return places.enumerated().filter { $0.offset % step == 0 }.map(\.element)
  }
}
