extension BoltzmannMachine {
  /// The weights of each hidden unit, one for each visible unit: what the unit looks for in an image.
  package var filters: [[Float]] { (0..<hiddenCount).map(weights.row) }

  /// A state of a machine's units that Gibbs sampling moves on: a fantasy particle (Tieleman 2008).
  package struct Fantasy: Equatable, Sendable {
    /// The probability that each visible unit is on, given the hidden units: what is worth looking at.
    package let visibleMeans: [Float]
    /// The visible units, each 0 or 1.
    package let visible: [Float]
    /// The hidden units that the visible ones were drawn from, each 0 or 1.
    package let hidden: [Float]
    /// Steps behind this state.
    package let step: UInt64
  }

  /// A particle at the states that `visible` rounds to, before its first step.
  package func fantasy(from visible: [Float]) -> Fantasy {
    precondition(visible.count == visibleCount, "\(visible.count) of \(visibleCount) units")
    return Fantasy(
      visibleMeans: visible, visible: visible.map { $0.rounded() },
      hidden: [Float](repeating: 0, count: hiddenCount), step: 0)
  }

  /// The particle after one more Gibbs step: hidden units drawn given the visible ones, then visible units
  /// given these.
  ///
  /// - Parameter seed: of the draws, which depend on it and on the particle's step.
  package func next(_ fantasy: Fantasy, seed: UInt64) -> Fantasy {
    var random = Philox(seed: seed, stream: .fantasy, step: fantasy.step)
    let visible = Matrix(fantasy.visible, columns: visibleCount)
    let hidden = Matrix(rows: 1, columns: hiddenCount)
    engine.multiply(
      .plain(visible), .transposed(weights), bias: hiddenBiases, activation: .sigmoid, into: hidden)
    hidden.setRow(0, to: hidden.row(0).map { random.nextUnit() < $0 ? 1 : 0 })
    engine.multiply(
      .plain(hidden), .plain(weights), bias: visibleBiases, activation: .sigmoid, into: visible)
    let means = visible.row(0)
    return Fantasy(
      visibleMeans: means, visible: means.map { random.nextUnit() < $0 ? 1 : 0 },
      hidden: hidden.row(0), step: fantasy.step + 1)
  }
}
