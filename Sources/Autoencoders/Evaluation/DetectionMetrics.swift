/// How well scores tell anomalies from normal images, over all thresholds; a greater score means more
/// anomalous. Equal scores are never told apart.
public struct DetectionMetrics: Codable, Equatable, Sendable {
  /// How many of the images are normal.
  public let normalImages: Int
  /// How many of the images are anomalies.
  public let anomalousImages: Int
  /// The probability that an anomaly scores above a normal image, ties counting half: the area under
  /// the receiver operating characteristic (Hanley and McNeil 1982).
  public let areaUnderROC: Double
  /// Σ (recallₙ - recallₙ₋₁) · precisionₙ over thresholds from the greatest, anomalies being what is
  /// looked for.
  public let averagePrecision: Double
  /// The share of normal images flagged at the greatest threshold that flags 95 % of the anomalies.
  public let falsePositiveRateAt95: Double

  /// - Parameters:
  ///   - scores: one for each image.
  ///   - isAnomalous: which of the images are anomalies; there must be both kinds.
  public init(scores: [Double], isAnomalous: [Bool]) {
    precondition(scores.count == isAnomalous.count, "\(scores.count) of \(isAnomalous.count)")
    let anomalies = isAnomalous.count { $0 }
    let normals = scores.count - anomalies
    precondition(anomalies > 0 && normals > 0, "\(anomalies) anomalies, \(normals) normal images")
    var (truePositives, falsePositives) = (0, 0)
    var (area, precision) = (0.0, 0.0)
    var rateAt95: Double?
    for group in Self.groups(scores, isAnomalous) {
      area += Double(group.normals) * (Double(truePositives) + 0.5 * Double(group.anomalies))
      truePositives += group.anomalies
      falsePositives += group.normals
      precision +=
        Double(group.anomalies) * Double(truePositives) / Double(truePositives + falsePositives)
      if rateAt95 == nil, 100 * truePositives >= 95 * anomalies {
        rateAt95 = Double(falsePositives) / Double(normals)
      }
    }
    normalImages = normals
    anomalousImages = anomalies
    areaUnderROC = area / (Double(anomalies) * Double(normals))
    averagePrecision = precision / Double(anomalies)
    falsePositiveRateAt95 = rateAt95 ?? 1
  }

  /// How many anomalies and normal images have each score, from the greatest.
  private static func groups(
    _ scores: [Double], _ isAnomalous: [Bool]
  ) -> [(anomalies: Int, normals: Int)] {
    var groups: [(anomalies: Int, normals: Int)] = []
    var last: Double?
    for index in scores.indices.sorted(by: { scores[$0] > scores[$1] }) {
      if scores[index] != last { groups.append((0, 0)) }
      last = scores[index]
      if isAnomalous[index] {
        groups[groups.count - 1].anomalies += 1
      } else {
        groups[groups.count - 1].normals += 1
      }
    }
    return groups
  }
}
