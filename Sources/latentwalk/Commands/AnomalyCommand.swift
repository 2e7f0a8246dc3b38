internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets
internal import Pictures
internal import ProgramOptions
internal import TerminalUI

let anomalyCommand = CommandSpec(
  "anomaly", arguments: "RUN|MODEL", maximumArguments: 1,
  "score test images by how unlike the training images they are, and flag the unlikeliest",
  details: """
    A model trained on the images of some classes (train --classes) meets the test images of all. Normal
    are those of the classes it was trained on, or of --normal; all others are anomalies. What scores can
    be asked for:
    \(AnomalyScore.allCases.map { "  \($0.rawValue.padded(to: 17))\($0.summary)" }.joined(separator: "\n"))
    An image is flagged when its score exceeds a quantile of the scores of normal training images. No
    anomaly is used to set that threshold.
    """,
  options: [
    OptionSpec("--normal", "C", "classes that are normal, as in 3 or all-but:3 (the run's)"),
    OptionSpec("--score", "NAME", "what is measured, one of the above (combined)"),
    OptionSpec("--quantile", "Q", "threshold: this quantile of the training scores (0.95)"),
    OptionSpec("--largest", nil, "threshold: the largest training score instead"),
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--threads", "N", "threads (one a core)"),
    OptionSpec("--json", nil, "one JSON object instead of text"),
    OptionSpec("--out", "FILE", "write image, label, score and flag of each test image as CSV"),
    OptionSpec("--picture", "FILE", "write the highest-scoring images as a PNG, highest first"),
    OptionSpec("--count", "N", "images in the picture (50)"),
  ],
  examples: [
    "latentwalk train --plain --preset deep --epochs 30 --classes 3 --out runs/three",
    "latentwalk anomaly runs/three --picture strange.png",
    "latentwalk anomaly runs/no-threes --normal all-but:3 --score relative-error --json",
  ]
) { arguments in
  let request = try AnomalyRequest(arguments)
  let detector = AnomalyDetector(
    request.score, model: request.model,
    training: request.normalTrainingImages)
  let scores = detector.scores(of: request.dataset.test)
  let report = AnomalyReport(request, detector: detector, scores: scores)
  if let path = arguments.string("--out") {
    try writeFile(
      Array(scoreTable(scores, labels: request.dataset.test.labels, report.threshold).utf8),
      to: path)
  }
  if let path = arguments.string("--picture") {
    let count = try arguments.integer("--count", in: 1...10_000) ?? 50
    try PictureOutput(pngFile: path).write(
      sheet(request.dataset.test, scores, count: count, of: request.model.configuration))
  }
  printOut(arguments.has("--json") ? try jsonLine(report) : report.text)
  return 0
}

/// What the options ask for.
private struct AnomalyRequest {
  let score: AnomalyScore
  let rule: AnomalyThreshold
  let normal: Set<UInt8>
  /// The classes that the model was trained on, where that is known.
  let trained: Set<UInt8>?
  let dataset: Dataset
  let normalTrainingImages: LabeledImages
  let model: Autoencoder

  init(_ arguments: Arguments) throws {
    score =
      try arguments.choice("--score", among: AnomalyScore.allCases.map { ($0.rawValue, $0) })
      ?? .combined
    rule = try Self.rule(arguments)
    let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
    let trained = stored.configuration.map { Set($0.dataset.classes ?? Array(0...9)) }
    self.trained = trained
    let given = try arguments.classes("--normal").map(Set.init)
    if let given, given.count == 10 {
      throw UsageError.invalidValue(
        option: "--normal", value: arguments.string("--normal") ?? "",
        expected: "some of the classes; with all of them there are no anomalies")
    }
    guard let normal = given ?? trained, normal.count < 10 else {
      throw UsageError.missingValue(
        option: "--normal",
        expected: "the normal classes, as in --normal 3; the model was not trained on some alone")
    }
    self.normal = normal
    let configuration = stored.model.configuration
    guard configuration.isVariational || !score.isVariational else {
      throw RunError.noPrior(command: "--score \(score.rawValue)")
    }
    let environment = ProgramEnvironment.current
    let dataset = try stored.dataset(arguments.string("--data"), classes: nil, environment)
    self.dataset = dataset
    normalTrainingImages = try Self.normalTrainingImages(of: dataset, normal)
    model = Autoencoder(
      stored.model, capacity: configuration.capacity(for: Evaluator.imagesAtOnce),
      on: try environment.engine(threads: arguments.threads()))
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

  private static func rule(_ arguments: Arguments) throws(UsageError) -> AnomalyThreshold {
    if arguments.has("--largest") {
      if arguments.has("--quantile") { throw .conflict(option: "--quantile", other: "--largest") }
      return .largest
    }
    let share = try arguments.nonNegative("--quantile") ?? 0.95
    guard share <= 1 else {
      throw .invalidValue(
        option: "--quantile", value: arguments.string("--quantile") ?? "",
        expected: "a number from 0 to 1")
    }
    return .quantile(share)
  }
}

/// What `anomaly` prints.
private struct AnomalyReport: Encodable {
  let dataset: String
  let score: String
  let scoreMeaning: String
  let normalClasses: [UInt8]
  let trainedClasses: [UInt8]?
  let metrics: DetectionMetrics
  let thresholdRule: String
  let threshold: Double
  let trainingImages: Int
  let flaggedNormal: Int
  let flaggedAnomalous: Int

  init(_ request: AnomalyRequest, detector: AnomalyDetector, scores: [Double]) {
    let isAnomalous = request.dataset.test.labels.map { !request.normal.contains($0) }
    dataset = request.dataset.name
    score = request.score.rawValue
    scoreMeaning = request.score.summary
    normalClasses = request.normal.sorted()
    trainedClasses = request.trained?.sorted()
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

  var text: String {
    let normal = metrics.normalImages, anomalous = metrics.anomalousImages
    var lines = [
      "\(normal + anomalous) test images of \(dataset): \(normal) normal (classes "
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

private func scoreTable(_ scores: [Double], labels: [UInt8], _ threshold: Double) -> String {
  "image,label,score,flagged\n"
    + scores.indices.map {
      "\($0),\(labels[$0]),\(scores[$0]),\(scores[$0] > threshold ? 1 : 0)\n"
    }.joined()
}

private func sheet(
  _ images: LabeledImages, _ scores: [Double], count: Int, of model: ModelConfiguration
) -> ImageSheet {
  let highest = scores.indices.sorted { scores[$0] > scores[$1] }.prefix(count)
  return ImageSheet(
    highest.map { images.image($0).map { Float($0) / 255 } }, columns: 10, of: model)
}
