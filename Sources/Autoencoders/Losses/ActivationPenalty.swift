internal import Foundation

/// weight · Σ KL(Bernoulli(target) || Bernoulli(ρ)) over sigmoid units, ρ being a unit's mean activation
/// over the images worked on at once (Ng 2011).
///
/// Its slope by each of a unit's n activations is weight · ((1 - target) / (1 - ρ) - target / ρ) / n.
struct ActivationPenalty: PenaltyTerm {
  let weight: Double
  let target: Double

  var summary: String { "\(weight) times the KL of the units' mean activation from \(target)" }

  func check(_ model: ModelConfiguration) throws(ObjectiveError) {
    guard model.denseCodeActivation == .sigmoid else { throw .activationOfUnits }
  }

  func add(to gradient: Matrix, _ batch: EncodedBatch, scale: Double) -> Double {
    let codes = batch.codes
    let slope = Float(weight) * Float(scale)
    var divergence = 0.0
    for column in 0..<codes.columns {
      let sum = (0..<codes.rows).reduce(0.0) { $0 + Double(codes[$1, column]) }
      let mean = min(max(sum / Double(codes.rows), 1e-6), 1 - 1e-6)
      divergence += target * log(target / mean) + (1 - target) * log((1 - target) / (1 - mean))
      let derivative = Float((1 - target) / (1 - mean) - target / mean)
      for row in 0..<codes.rows { gradient[row, column] += slope * derivative }
    }
    return weight * divergence
  }
}
