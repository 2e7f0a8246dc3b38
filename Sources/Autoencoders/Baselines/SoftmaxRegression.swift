internal import Foundation

/// The loss of a softmax classifier on all rows at once, and its gradient.
///
/// A point holds the weights, inputs x classes, and then a bias for each class.
struct SoftmaxRegression {
  let inputs: Matrix
  let labels: [UInt8]
  let classes: Int
  /// λ in mean negative log-likelihood + λ/2 Σ weight².
  let penalty: Double
  let engine: Engine

  private static let batchSize = 1000

  /// The weights and the biases of a point.
  func matrices(_ point: [Double]) -> (weights: Matrix, bias: Matrix) {
    let values = point.map { Float($0) }
    let count = inputs.columns * classes
    return (
      Matrix(values[..<count], columns: classes), Matrix(values[count...], columns: classes)
    )
  }

  /// Mean negative log-likelihood + λ/2 Σ weight², and its gradient.
  func evaluate(_ point: [Double]) -> (value: Double, gradient: [Double]) {
    let (weights, bias) = matrices(point)
    let capacity = min(inputs.rows, Self.batchSize)
    let logits = Matrix(rows: capacity, columns: classes)
    let product = Matrix(rows: inputs.columns, columns: classes)
    var sum = 0.0
    var gradient = [Double](repeating: 0, count: point.count)
    for start in stride(from: 0, to: inputs.rows, by: capacity) {
      let rows = start..<min(start + capacity, inputs.rows)
      let batch = inputs.rows(rows), scores = logits.prefix(rows.count)
      engine.multiply(.plain(batch), .plain(weights), bias: bias, into: scores)
      sum += turnToResiduals(scores, rows, biasGradient: &gradient[(weights.rows * classes)...])
      engine.multiply(
        .transposed(batch), .plain(scores), accumulating: start > 0, into: product)
    }
    return finish(sum, product, gradient, at: point)
  }

  /// Replaces logits by probability - [class is the row's] and returns Σ -log probability of the row's
  /// class.
  private func turnToResiduals(
    _ logits: Matrix, _ rows: Range<Int>, biasGradient: inout ArraySlice<Double>
  ) -> Double {
    var sum = 0.0
    for row in 0..<rows.count {
      let label = Int(labels[rows.lowerBound + row])
      let scores = logits.row(row).map { Double($0) }
      let largest = scores.max() ?? 0
      var probabilities = scores.map { exp($0 - largest) }
      let total = probabilities.reduce(0, +)
      sum += log(total) + largest - scores[label]
      for index in probabilities.indices { probabilities[index] /= total }
      probabilities[label] -= 1
      for (index, residual) in probabilities.enumerated() {
        biasGradient[biasGradient.startIndex + index] += residual
      }
      logits.setRow(row, to: probabilities.map { Float($0) })
    }
    return sum
  }

  private func finish(
    _ sum: Double, _ product: Matrix, _ biasSums: [Double], at point: [Double]
  ) -> (value: Double, gradient: [Double]) {
    let count = Double(inputs.rows)
    var value = sum / count
    var gradient = biasSums.map { $0 / count }
    for (index, residual) in product.floats.enumerated() {
      value += penalty / 2 * point[index] * point[index]
      gradient[index] = Double(residual) / count + penalty * point[index]
    }
    return (value, gradient)
  }
}
