import Autoencoders
import Testing

struct DetectionMetricsTests {
  /// By hand: thresholds 0.9, 0.8, 0.4, 0.35 take in (anomalies, normals) = (1, 0), (2, 1), (3, 3),
  /// (4, 3); AUROC = (6 + 5.5 + 4 + 3 - ...) as scipy.stats.rankdata gives it, 18.5 / 24.
  @Test func agreesWithRanksWhereScoresTie() {
    let metrics = DetectionMetrics(
      scores: [0.1, 0.4, 0.4, 0.4, 0.35, 0.8, 0.8, 0.2, 0.9, 0.05],
      isAnomalous: [false, false, true, false, true, true, false, false, true, false])
    #expect(abs(metrics.areaUnderROC - 18.5 / 24) < 1e-12)
    // Precision at each threshold, weighted by the anomalies it adds: 1/1, 2/3, 3/6, 4/7.
    #expect(abs(metrics.averagePrecision - (1 + 2.0 / 3 + 3.0 / 6 + 4.0 / 7) / 4) < 1e-12)
    #expect(metrics.falsePositiveRateAt95 == 0.5)
    #expect(metrics.anomalousImages == 4 && metrics.normalImages == 6)
  }

  /// r = scipy.stats.rankdata(s); (r[a].sum() - n1 (n1 + 1) / 2) / n0 / n1 for the area, and for each
  /// t in np.unique(s)[::-1] the recall tp / n1 times precision tp / (tp + fp), for
  /// i = np.arange(1000); s = (i * 7919) % 101 + (i % 3 == 0) * 20; a = i % 3 == 0.
  @Test func agreesWithNumPyOnAThousandScores() {
    let indices = Array(0..<1000)
    let metrics = DetectionMetrics(
      scores: indices.map { Double($0 * 7919 % 101) + ($0 % 3 == 0 ? 20 : 0) },
      isAnomalous: indices.map { $0 % 3 == 0 })
    #expect(abs(metrics.areaUnderROC - 0.6751676826527125) < 1e-12)
    #expect(abs(metrics.averagePrecision - 0.5725125763983252) < 1e-12)
    #expect(abs(metrics.falsePositiveRateAt95 - 0.7642642642642643) < 1e-12)
  }

  @Test func perfectAndUselessScores() {
    let isAnomalous = [false, false, true, true]
    let perfect = DetectionMetrics(scores: [1, 2, 3, 4], isAnomalous: isAnomalous)
    #expect(perfect.areaUnderROC == 1 && perfect.averagePrecision == 1)
    #expect(perfect.falsePositiveRateAt95 == 0)
    let useless = DetectionMetrics(scores: [5, 5, 5, 5], isAnomalous: isAnomalous)
    #expect(useless.areaUnderROC == 0.5 && useless.averagePrecision == 0.5)
    #expect(useless.falsePositiveRateAt95 == 1)
  }
}
