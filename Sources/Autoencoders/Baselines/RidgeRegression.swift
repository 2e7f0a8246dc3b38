package import ImageSets

/// The affine map with the least squared error and small weights (Hoerl and Kennard 1970), solved in
/// closed form: what a denoiser without a nonlinearity can do at best.
package struct RidgeRegression {
  /// Inputs x outputs.
  private let weights: Matrix
  private let bias: Matrix

  /// Fits what a model of `configuration` should give to what it reads, corrupted as it says.
  ///
  /// - Parameters:
  ///   - penalty: added to the variance of every input, which is that of pixels from 0 to 1.
  ///   - seed: of the corruption, which is drawn once for every image.
  package init(
    of images: LabeledImages, as configuration: ModelConfiguration, penalty: Double = 1e-4,
    seed: UInt64, on engine: Engine
  ) {
    var inputs = CrossCovariance(on: engine), outputs = CrossCovariance(on: engine)
    images.forEachPair(for: configuration, seed: seed, step: Self.step, on: engine) { batch in
      inputs.add(batch.input)
      outputs.add(batch.input, batch.target)
    }
    self.init(inputs, outputs, penalty: penalty)
  }

  /// Fits rows of `outputs` to rows of `inputs`.
  package init(from inputs: Matrix, to outputs: Matrix, penalty: Double, on engine: Engine) {
    var covariance = CrossCovariance(on: engine), cross = CrossCovariance(on: engine)
    covariance.add(inputs)
    cross.add(inputs, outputs)
    self.init(covariance, cross, penalty: penalty)
  }

  /// Solves (C + penalty · I) · weights = cross-covariance, C the covariance of the inputs.
  private init(_ inputs: CrossCovariance, _ outputs: CrossCovariance, penalty: Double) {
    let size = inputs.leftMean.count, columns = outputs.rightMean.count
    var matrix = inputs.values
    for index in 0..<size { matrix[index * size + index] += penalty }
    guard let factor = CholeskyFactor(matrix, size: size) else {
      preconditionFailure("penalty \(penalty) leaves the covariance without an inverse")
    }
    let solution = factor.solve(outputs.values, columns: columns)
    weights = Matrix(solution.map { Float($0) }, columns: columns)
    var bias = outputs.rightMean
    for (row, mean) in outputs.leftMean.enumerated() {
      for column in 0..<columns { bias[column] -= mean * solution[row * columns + column] }
    }
    self.bias = Matrix(bias.map { Float($0) }, columns: columns)
  }

  /// The output for each row of inputs.
  package func predict(_ inputs: Matrix, on engine: Engine) -> Matrix {
    let outputs = Matrix(rows: inputs.rows, columns: weights.columns)
    engine.multiply(.plain(inputs), .plain(weights), bias: bias, into: outputs)
    return outputs
  }

  /// The mean over images of the squared error of predictions kept in [0, 1], summed over pixels, with the
  /// corruption that `Evaluator` draws for the same seed.
  package func squaredError(
    of images: LabeledImages, as configuration: ModelConfiguration, seed: UInt64, on engine: Engine
  ) -> Double {
    var sum = 0.0
    images.forEachPair(for: configuration, seed: seed, step: .max, on: engine) { batch in
      let predicted = predict(batch.input, on: engine)
      predicted.clampToUnit()
      sum += predicted.squaredDistances(to: batch.target).reduce(0, +)
    }
    return sum / Double(images.count)
  }

  /// Steps that no training and no evaluation comes to.
  private static let step: UInt64 = 1 << 62
}

extension Matrix {
  /// Brings every value into [0, 1].
  fileprivate func clampToUnit() {
    for index in 0..<rows { setRow(index, to: row(index).map { min(max($0, 0), 1) }) }
  }
}
