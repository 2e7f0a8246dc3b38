internal import Autoencoders
internal import Datasets
internal import ImageSets
internal import ProgramOptions
internal import TerminalUI

/// The scores of test images, and what they tell.
struct AnomalyOutcome {
  let report: AnomalyReport
  private let images: LabeledImages
  private let scores: [Double]

  init(_ request: AnomalyRequest) throws {
    let dataset = try request.stored.dataset(request.data, classes: nil, .current)
    try dataset.requireLabels()
    let normal = try request.normalClasses(of: dataset)
    let training = try Self.normalTrainingImages(of: dataset, normal)
    let detector = AnomalyDetector(
      request.score, model: try request.stored.autoencoder(threads: request.threads),
      training: training)
    images = dataset.test
    scores = detector.scores(of: images)
    report = AnomalyReport(
      request, normal: normal, dataset: dataset, detector: detector, scores: scores)
  }

  private static func normalTrainingImages(
    of dataset: Dataset, _ normal: Set<UInt8>
  ) throws(RunError) -> LabeledImages {
    let normalCount = dataset.test.labels.count { normal.contains($0) }
    let anomalousCount = dataset.test.count - normalCount
    guard normalCount > 0, anomalousCount > 0 else {
      throw .oneKindOfTestImages(
        data: dataset.place, normal: normalCount, anomalous: anomalousCount)
    }
    let images = dataset.train.keeping(classes: normal)
    guard images.count >= 2 else {
      throw .tooFewNormalImages(data: dataset.place, images: images.count)
    }
    return images
  }

  /// A line for each test image.
  var table: String {
    "image,label,score,flagged\n"
      + scores.indices.map {
        "\($0),\(images.labels[$0]),\(scores[$0]),\(scores[$0] > report.threshold ? 1 : 0)\n"
      }.joined()
  }

  /// The images with the highest scores, highest first.
  func highest(_ count: Int) -> [[Float]] {
    scores.indices.sorted { scores[$0] > scores[$1] }.prefix(count)
      .map { images.image($0).map { Float($0) / 255 } }
  }
}

/// The report of `anomaly`.
struct AnomalyReport: Encodable {
  private let subject: JSONSubject
  private let dataset: String
  private let score: String
  private let scoreMeaning: String
  private let normalClasses: [UInt8]
  private let trainedClasses: [UInt8]?
  private let metrics: DetectionMetrics
  private let thresholdRule: String
  let threshold: Double
  private let trainingImages: Int
  private let flaggedNormal: Int
  private let flaggedAnomalous: Int

  private enum CodingKeys: CodingKey {
    case score, scoreMeaning, normalClasses, trainedClasses, metrics, thresholdRule, threshold,
      trainingImages, flaggedNormal, flaggedAnomalous
  }

  init(
    _ request: AnomalyRequest, normal: Set<UInt8>, dataset: Dataset, detector: AnomalyDetector,
    scores: [Double]
  ) {
    subject = JSONSubject(
      request.stored, dataset: dataset.name, units: request.score.units)
    let isAnomalous = dataset.test.labels.map { !normal.contains($0) }
    self.dataset = dataset.name
    score = request.score.rawValue
    scoreMeaning = request.score.summary
    let present = Set((dataset.train.classes + dataset.test.classes).map { UInt8($0) })
    normalClasses = normal.intersection(present).sorted()
    trainedClasses =
      request.stored.configuration == nil ? nil : (request.trained ?? present).sorted()
    metrics = DetectionMetrics(scores: scores, isAnomalous: isAnomalous)
    let threshold = request.rule.value(trainingScores: detector.trainingScores)
    self.threshold = threshold
    trainingImages = detector.trainingScores.count
    thresholdRule =
      switch request.rule {
      case .largest: "the largest score of \(detector.trainingScores.count) normal training images"
      case .quantile(let share):
        "the \(rate(share * 100, decimals: 2)) % quantile of the scores of "
          + "\(detector.trainingScores.count) normal training images"
      }
    let flags = scores.map { $0 > threshold }
    flaggedNormal = zip(flags, isAnomalous).count { $0 && !$1 }
    flaggedAnomalous = zip(flags, isAnomalous).count { $0 && $1 }
  }

  var json: String { get throws { try jsonLine(self, of: subject) } }

  var text: String {
    let normal = metrics.normalImages, anomalous = metrics.anomalousImages
    var lines = [
      "\(normal + anomalous) test images of \(printable(dataset)): \(normal) normal (classes "
        + "\(normalClasses.map(String.init).joined(separator: " "))), \(anomalous) anomalies",
      "  score         \(score): \(scoreMeaning)",
      "  AUROC         \(fixed(metrics.areaUnderROC, decimals: 4))",
      "  AP            \(fixed(metrics.averagePrecision, decimals: 4))  "
        + "(\(rate(Double(anomalous) / Double(normal + anomalous), decimals: 4)) by chance)",
      "  FPR at TPR 95 \(rate(metrics.falsePositiveRateAt95, decimals: 4))",
      "  threshold     \(fixed(threshold, decimals: 4)), \(thresholdRule)",
      "  flagged       \(share(flaggedAnomalous, anomalous)) anomalies, "
        + "\(share(flaggedNormal, normal)) normal images",
    ]
    let seen = trainedClasses?.filter { !normalClasses.contains($0) } ?? []
    if !seen.isEmpty {
      lines.append(
        "  the model was also trained on anomalies: classes "
          + seen.map(String.init).joined(separator: " "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func share(_ flagged: Int, _ all: Int) -> String {
    "\(flagged) of \(all) (\(rate(100 * Double(flagged) / Double(all), decimals: 1)) %)"
  }
}

extension AnomalyScore {
  fileprivate var units: String {
    switch self {
    case .squaredError: "squared error per image"
    case .reconstruction, .negativeELBO, .latentDensity: "nats per image"
    case .relativeError, .densityRatio: "natural logarithm of a ratio"
    case .combined: "standard deviations over training images"
    }
  }
}
