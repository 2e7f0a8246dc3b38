/// weight · Σ |code|, which makes codes sparse.
struct L1Penalty: PenaltyTerm {
  let weight: Double

  var summary: String { "\(weight) times the sum of |code|" }

  func add(to gradient: Matrix, _ batch: EncodedBatch, scale: Double) -> Double {
    let codes = batch.codes
    let slope = Float(weight) * Float(scale)
    var sum = 0.0
    for row in 0..<codes.rows {
      for column in 0..<codes.columns {
        let code = codes[row, column]
        sum += Double(abs(code))
        if code != 0 { gradient[row, column] += code > 0 ? slope : -slope }
      }
    }
    return weight * (sum / Double(codes.rows))
  }
}
