/// A graph as a layer without parameters of its own: it is run, and never trained.
struct GraphLayer: Layer {
  let graph: ModelGraph

  var inputCount: Int { graph.inputCount }
  var outputCount: Int { graph.outputCount }

  func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    let values = graph.run(input.floats, on: pass.engine)
    for row in 0..<input.rows {
      output.setRow(row, to: Array(values[row * outputCount..<(row + 1) * outputCount]))
    }
  }

  /// Central differences along each number of the input, for there is no derivative of a graph.
  func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    guard let inputGradient else { return }
    let step: Float = 1e-2
    let values = input.floats
    for place in 0..<inputCount {
      func moved(_ distance: Float) -> [Float] {
        var values = values
        for row in 0..<input.rows { values[row * inputCount + place] += distance }
        return graph.run(values, on: pass.engine)
      }
      let (above, below) = (moved(step), moved(-step))
      for row in 0..<input.rows {
        let gradient = outputGradient.row(row)
        let first = row * outputCount
        inputGradient[row, place] = gradient.indices.reduce(0) {
          $0 + gradient[$1] * (above[first + $1] - below[first + $1]) / (2 * step)
        }
      }
    }
  }
}

extension GraphLayer {
  /// A graph between shapes of as many numbers.
  struct Specification: LayerSpecification {
    let graph: ModelGraph

    func outputShape(for input: FeatureShape) -> FeatureShape? {
      input.count == graph.inputCount ? .vector(graph.outputCount) : nil
    }

    var summary: String { "graph" }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      GraphLayer(graph: graph)
    }
  }
}
