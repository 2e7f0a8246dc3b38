internal import Foundation
public import ImageSets

/// The restricted Boltzmann machine in a layer of a model, as a distribution over its visible units:
/// p(v) ∝ exp(-F(v)), F(v) = -a·v - Σ log(1 + exp(Wⱼ·v + bⱼ)). Hidden units are binary.
public struct BoltzmannMachine {
  let engine: Engine
  /// `[hidden, visible]`.
  let weights: Matrix
  let hiddenBiases: Matrix
  let visibleBiases: Matrix

  /// Hidden units.
  public var hiddenCount: Int { weights.rows }
  /// Visible units.
  public var visibleCount: Int { weights.columns }

  /// A machine of these parameters, whose memory it shares.
  ///
  /// - Parameters:
  ///   - weights: `[hidden, visible]`.
  ///   - hiddenBiases: one row.
  ///   - visibleBiases: one row.
  package init(weights: Matrix, hiddenBiases: Matrix, visibleBiases: Matrix, on engine: Engine) {
    precondition(
      hiddenBiases.columns == weights.rows && visibleBiases.columns == weights.columns,
      "\(hiddenBiases.columns) and \(visibleBiases.columns) biases")
    self.weights = weights
    self.hiddenBiases = hiddenBiases
    self.visibleBiases = visibleBiases
    self.engine = engine
  }

  /// The machine that a model with tied weights and one sigmoid layer is; nil of any other model.
  public init?(_ model: Autoencoder) {
    guard let hidden = model.encoder.onlyDenseLayer, hidden.activation == .sigmoid,
      let visible = model.decoder.layers.first as? TiedDense
    else { return nil }
    self.init(
      weights: hidden.weight.matrix(in: model.parameters),
      hiddenBiases: hidden.bias.matrix(in: model.parameters),
      visibleBiases: visible.bias.matrix(in: model.parameters), on: model.engine)
  }

  /// -F(v) of each row of visible states, in nats.
  package func negativeFreeEnergy(_ states: Matrix) -> [Double] {
    let sums = hiddenSums(states)
    return (0..<states.rows).map { row in
      (0..<hiddenCount).reduce(visibleSum(states, row)) { $0 + softplus(Double(sums[row, $1])) }
    }
  }

  /// Wⱼ·v + bⱼ of each row and hidden unit.
  private func hiddenSums(_ states: Matrix) -> Matrix {
    let sums = Matrix(rows: states.rows, columns: hiddenCount)
    engine.multiply(.plain(states), .transposed(weights), bias: hiddenBiases, into: sums)
    return sums
  }

  private func visibleSum(_ states: Matrix, _ row: Int) -> Double {
    (0..<visibleCount).reduce(0) { $0 + Double(states[row, $1] * visibleBiases[0, $1]) }
  }

  /// log Z = log Σ exp(-F(v)), by enumeration of all states of the hidden units, of which there may be
  /// no more than 24.
  public func logPartition() -> Double {
    precondition(hiddenCount <= 24, "\(hiddenCount) hidden units have too many states")
    // Σ_v exp(v·(a + Wᵀh)) factorizes; states follow one another in Gray's order, one unit apart.
    var visible = (0..<visibleCount).map { Double(visibleBiases[0, $0]) }
    var hiddenSum = 0.0
    var mean = LogMean()
    for index in 0..<1 << hiddenCount {
      if index > 0 {
        let unit = index.trailingZeroBitCount
        let isOn = (index ^ index >> 1) >> unit & 1 == 1
        let sign: Double = isOn ? 1 : -1
        hiddenSum += sign * Double(hiddenBiases[0, unit])
        for column in visible.indices { visible[column] += sign * Double(weights[unit, column]) }
      }
      mean.add(visible.reduce(hiddenSum) { $0 + softplus($1) })
    }
    return mean.value + Double(hiddenCount) * log(2)
  }

  /// An estimate of log Z by annealed importance sampling from the machine without weights (Salakhutdinov
  /// and Murray 2008).
  ///
  /// - Parameters:
  ///   - chains: independent runs, whose weights are averaged.
  ///   - temperatures: steps from no weights to all of them.
  ///   - seed: of the chains.
  public func annealedLogPartition(chains: Int, temperatures: Int, seed: UInt64) -> Double {
    var random = Philox(seed: seed, stream: .annealing)
    let states = Matrix(rows: chains, columns: visibleCount)
    let hidden = Matrix(rows: chains, columns: hiddenCount)
    let means = Matrix(rows: chains, columns: visibleCount)
    var logWeights = [Double](repeating: 0, count: chains)
    sample(into: states, &random) { _, column in Double(visibleBiases[0, column]) }
    for step in 0..<temperatures {
      let (before, after) = (
        Double(step) / Double(temperatures), Double(step + 1) / Double(temperatures)
      )
      let sums = hiddenSums(states)
      for row in 0..<chains {
        for unit in 0..<hiddenCount {
          let sum = Double(sums[row, unit])
          logWeights[row] += softplus(after * sum) - softplus(before * sum)
        }
      }
      sample(into: hidden, &random) { row, unit in after * Double(sums[row, unit]) }
      engine.multiply(.plain(hidden), .plain(weights), into: means)
      sample(into: states, &random) { row, column in
        Double(visibleBiases[0, column]) + after * Double(means[row, column])
      }
    }
    var mean = LogMean()
    for weight in logWeights { mean.add(weight) }
    let start = (0..<visibleCount).reduce(0) { $0 + softplus(Double(visibleBiases[0, $1])) }
    return start + Double(hiddenCount) * log(2) + mean.value
  }

  private func sample(
    into states: Matrix, _ random: inout Philox, logit: (_ row: Int, _ column: Int) -> Double
  ) {
    for row in 0..<states.rows {
      for column in 0..<states.columns {
        let probability = 1 / (1 + exp(-logit(row, column)))
        states[row, column] = Double(random.nextUnit()) < probability ? 1 : 0
      }
    }
  }

  /// The mean over images of the pseudo-log-likelihood Σᵢ log p(vᵢ | the other units), pixels rounded to
  /// black and white, in nats per image; estimated from `units` units drawn for each image.
  public func pseudoLogLikelihood(_ images: LabeledImages, units: Int, seed: UInt64) -> Double {
    precondition(images.pixelsPerImage == visibleCount, "images of \(images.pixelsPerImage) pixels")
    var random = Philox(seed: seed, stream: .annealing)
    let batch = 500
    let indices = Array(0..<UInt32(images.count))
    let states = Matrix(rows: batch, columns: visibleCount)
    var sum = 0.0
    for start in stride(from: 0, to: images.count, by: batch) {
      let rows = min(batch, images.count - start)
      let batchStates = states.prefix(rows)
      engine.expandPixels(
        images.pixels, images: indices[start..<start + rows], into: batchStates)
      for row in 0..<rows {
        for column in 0..<visibleCount {
          batchStates[row, column] = batchStates[row, column].rounded()
        }
      }
      let sums = hiddenSums(batchStates)
      for row in 0..<rows {
        for _ in 0..<units {
          let unit = Int(random.next(below: UInt32(visibleCount)))
          sum += logConditional(of: unit, batchStates, row, sums)
        }
      }
    }
    return sum * Double(visibleCount) / Double(images.count * units)
  }

  /// log p(vᵢ | the other units) = -log(1 + exp(F(v) - F(v with unit i flipped))).
  private func logConditional(of unit: Int, _ states: Matrix, _ row: Int, _ sums: Matrix) -> Double
  {
    let change = 1 - 2 * Double(states[row, unit])
    var gain = change * Double(visibleBiases[0, unit])
    for hidden in 0..<hiddenCount {
      let sum = Double(sums[row, hidden])
      gain += softplus(sum + change * Double(weights[hidden, unit])) - softplus(sum)
    }
    return -softplus(gain)
  }

  private func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
}
