internal import Foundation

/// Softmax regression on codes: how well classes can be told from them by planes (Alain and Bengio
/// 2016).
///
/// Each latent is brought to mean zero and variance one over the codes it is fitted on.
public struct LinearProbe {
  private let classes: Int
  private let scaling: Standardization
  /// Latents x classes.
  private let weights: Matrix
  private let bias: Matrix
  /// The mean negative log-likelihood of the classes it was fitted on, in nats, and the penalty.
  public let loss: Double

  /// - Parameters:
  ///   - codes: rows of `dimensions` values.
  ///   - labels: the class of each row.
  ///   - dimensions: values per code.
  ///   - penalty: λ in mean negative log-likelihood + λ/2 Σ weight²; biases are free.
  ///   - engine: where it is computed.
  ///   - progress: told how much of the most work there can be is done, from 0 to 1.
  public init(
    codes: [Float], labels: [UInt8], dimensions: Int, penalty: Double = 1e-4, on engine: Engine,
    progress: (Double) -> Void = { _ in }
  ) {
    precondition(codes.count == labels.count * dimensions, "\(codes.count) values")
    classes = Int(labels.max() ?? 0) + 1
    scaling = Standardization(of: codes, dimensions: dimensions)
    let task = SoftmaxRegression(
      inputs: scaling.apply(to: codes), labels: labels, classes: classes, penalty: penalty,
      engine: engine)
    let method = LimitedMemoryBFGS()
    let minimum = method.minimize(
      from: [Double](repeating: 0, count: (dimensions + 1) * classes), task.evaluate
    ) { progress(Double($0) / Double(method.iterations)) }
    (weights, bias) = task.matrices(minimum.point)
    loss = minimum.value
  }

  /// The share of `codes` whose class, given by `labels`, the probe finds most likely.
  public func accuracy(_ codes: [Float], labels: [UInt8], on engine: Engine) -> Double {
    let rows = scaling.apply(to: codes)
    let logits = Matrix(rows: rows.rows, columns: classes)
    engine.multiply(.plain(rows), .plain(weights), bias: bias, into: logits)
    let correct = labels.indices.count { row in
      let scores = logits.row(row)
      return scores.indices.max { scores[$0] < scores[$1] } == Int(labels[row])
    }
    return Double(correct) / Double(labels.count)
  }
}

/// Brings columns to mean zero and variance one, those that vary.
private struct Standardization {
  private var mean: [Float]
  private var scale: [Float]

  init(of codes: [Float], dimensions: Int) {
    let count = Double(codes.count / dimensions)
    var sums = [Double](repeating: 0, count: dimensions)
    var squares = sums
    forEachRow(of: codes, dimensions) { first in
      for column in 0..<dimensions { sums[column] += Double(codes[first + column]) }
    }
    let means = sums.map { $0 / count }
    forEachRow(of: codes, dimensions) { first in
      for column in 0..<dimensions {
        let difference = Double(codes[first + column]) - means[column]
        squares[column] += difference * difference
      }
    }
    mean = means.map { Float($0) }
    scale = squares.map { $0 > 0 ? Float((count / $0).squareRoot()) : 0 }
  }

  func apply(to codes: [Float]) -> Matrix {
    let dimensions = mean.count
    let matrix = Matrix(rows: codes.count / dimensions, columns: dimensions)
    var row = [Float](repeating: 0, count: dimensions)
    for index in 0..<matrix.rows {
      for column in 0..<dimensions {
        row[column] = (codes[index * dimensions + column] - mean[column]) * scale[column]
      }
      matrix.setRow(index, to: row)
    }
    return matrix
  }
}

private func forEachRow(of codes: [Float], _ dimensions: Int, _ body: (Int) -> Void) {
  for first in stride(from: 0, to: codes.count, by: dimensions) { body(first) }
}
