import Foundation
import Testing

@testable import Autoencoders

struct AutoregressiveFlowTests {
  private static let dimensions = 4

  private struct Fixture {
    let flow: AutoregressiveFlow
    let pass: Pass
    let context: Matrix

    init() {
      var layout = ParameterLayout()
      let steps = [false, true].enumerated().map { index, isReversed in
        MaskedAutoregression(
          "flow.\(index)", dimensions: dimensions, hidden: 9, isReversed: isReversed, in: &layout)
      }
      let parameters = FloatBuffer(count: layout.count)
      var random = Philox(seed: 4, stream: .initialization)
      for index in 0..<layout.count { parameters[index] = 2 * random.nextUnit() - 1 }
      for step in steps { step.prepare(parameters) }
      flow = AutoregressiveFlow(steps, dimensions: dimensions, capacity: 1)
      pass = Pass(
        engine: makeEngine(), parameters: parameters, gradients: FloatBuffer(count: layout.count))
      context = Matrix.random(1, dimensions, seed: 8)
    }

    func codes(_ start: [Double]) -> [Double] {
      let matrix = Matrix(rows: 1, columns: start.count)
      matrix.setRow(0, to: start.map(Float.init))
      return flow.forward(matrix, context: context, pass).row(0).map(Double.init)
    }
  }

  /// log |det ∂z/∂z₀| by central differences and Gaussian elimination.
  private static func numericalLogDeterminant(
    _ function: ([Double]) -> [Double], at start: [Double]
  )
    -> Double
  {
    let step = 1e-2
    var jacobian = start.indices.map { column in
      var (up, down) = (start, start)
      up[column] += step
      down[column] -= step
      return zip(function(up), function(down)).map { ($0 - $1) / (2 * step) }
    }
    var logarithm = 0.0
    for pivot in start.indices {
      let best = (pivot..<start.count).max { abs(jacobian[$0][pivot]) < abs(jacobian[$1][pivot]) }
      jacobian.swapAt(pivot, best ?? pivot)
      logarithm += log(abs(jacobian[pivot][pivot]))
      for row in pivot + 1..<start.count {
        let factor = jacobian[row][pivot] / jacobian[pivot][pivot]
        for column in start.indices { jacobian[row][column] -= factor * jacobian[pivot][column] }
      }
    }
    return logarithm
  }

  /// The estimate log q(z | x) - log p(z) holds the determinant that differences give.
  @Test func logDeterminantIsThatOfTheJacobian() {
    let fixture = Fixture()
    let start = [0.3, -0.8, 0.5, 1.1]
    let expected = Self.numericalLogDeterminant(fixture.codes, at: start)
    let codes = fixture.codes(start)
    let noise = Matrix(rows: 1, columns: 4)
    noise.setRow(0, to: start.map(Float.init))
    let logVariances = Matrix(rows: 1, columns: 4)
    let divergence = fixture.flow.divergence(logVariances: logVariances, noise: noise)
    let squares = codes.reduce(0) { $0 + $1 * $1 } - start.reduce(0) { $0 + $1 * $1 }
    #expect(abs(squares / 2 - Double(divergence[0, 0]) - expected) < 2e-3 * abs(expected))
  }

  /// The first step's codes depend on those before, the second's on those behind: both triangular, so
  /// that moving the last dimension alone moves the whole only through itself and the second step.
  @Test func aStepIsAutoregressive() {
    var layout = ParameterLayout()
    let step = MaskedAutoregression(
      "flow", dimensions: 4, hidden: 40, isReversed: false, in: &layout)
    let parameters = FloatBuffer(count: layout.count)
    var random = Philox(seed: 5, stream: .initialization)
    for index in 0..<layout.count { parameters[index] = 2 * random.nextUnit() - 1 }
    step.prepare(parameters)
    let pass = Pass(
      engine: makeEngine(), parameters: parameters, gradients: FloatBuffer(count: layout.count))
    let memory = MaskedAutoregression.Memory(step, capacity: 1)
    func codes(_ start: [Float]) -> [Float] {
      let codes = Matrix(rows: 1, columns: 4)
      codes.setRow(0, to: start)
      step.forward(
        codes, context: Matrix.random(1, 4, seed: 8), logDeterminant: Matrix.column(1), memory, pass
      )
      return codes.row(0)
    }
    let before = codes([0.3, -0.8, 0.5, 1.1])
    let after = codes([0.3, -0.8, 0.9, 1.1])
    #expect(before[0] == after[0] && before[1] == after[1])
    #expect(before[2] != after[2] && before[3] != after[3])
  }
}
