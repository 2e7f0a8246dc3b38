internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets
internal import ProgramOptions

let anomalyCommand = Command(
  "anomaly", .one("RUN|MODEL"),
  "score test images by how unlike the training images they are, and flag the unlikeliest",
  details: """
    A model trained on the images of some classes (train --classes) meets the test images of all.
    Images of the classes it was trained on, or of --normal, are normal; all others are anomalies.
    Scores:

    \(AnomalyScore.allCases.map { "  \($0.rawValue.padded(to: 16))\($0.summary)" }.joined(separator: "\n"))

    An image is flagged when its score exceeds a quantile of the scores of normal training images.
    No anomaly is used to set that threshold.
    """,
  options: OptionList(.normal, .score, .quantile, .largest) + .images
    + OptionList(.threads, .json, .table, .picture, .count),
  completion: .models,
  examples: [
    "latentwalk train --plain --preset deep --epochs 30 --classes 3 --out runs/three",
    "latentwalk anomaly runs/three --picture strange.png",
    "latentwalk anomaly runs/three --score relative-error --json",
  ]
) { arguments in
  let request = try AnomalyRequest(arguments)
  return {
    let outcome = try AnomalyOutcome(request)
    if let path = request.tablePath { try writeFile(Array(outcome.table.utf8), to: path) }
    if let path = request.picturePath {
      try PictureOutput(pngFile: path).write(
        outcome.highest(request.pictureCount), columns: 10, of: request.stored.model.configuration)
    }
    printOut(request.isJSON ? try outcome.report.json : outcome.report.text)
    return 0
  }
}

extension Option {
  fileprivate static var normal: Option<ClassSelection?> {
    Option<ClassSelection?>(
      "--normal", .classes, otherwise: "the run's", help: "normal classes, as in 3 or all-but:3")
  }

  fileprivate static var score: Option<AnomalyScore> {
    Option<AnomalyScore>(
      "--score", .choice(as: "NAME"), default: .combined, help: "score, one of the above")
  }

  fileprivate static var quantile: Option<Double?> {
    Option<Double?>(
      "--quantile", .number(0...1, as: "Q"), otherwise: "\(AnomalyRequest.usualQuantile)",
      help: "threshold: this quantile of the training scores")
  }

  fileprivate static var largest: Option<Bool> {
    Option<Bool>("--largest", help: "threshold: the largest training score instead")
  }

  fileprivate static var table: Option<String?> {
    Option<String?>(
      "--out", .path(), help: "write image, label, score and flag of each test image as CSV")
  }

  fileprivate static var picture: Option<String?> {
    Option<String?>(
      "--picture", .path(), help: "write the highest-scoring images as a PNG, highest first")
  }

  fileprivate static var count: Option<Int> {
    Option<Int>("--count", .integer(1...10_000), default: 50, help: "images in the picture")
  }
}

/// An anomaly detection as the options ask for it.
struct AnomalyRequest {
  fileprivate static let usualQuantile = 0.95

  let stored: StoredModel
  let score: AnomalyScore
  let rule: AnomalyThreshold
  private let normal: ClassSelection?
  /// The classes that the model was trained on, where it was on some alone.
  let trained: Set<UInt8>?
  let data: DataRequest
  let threads: Int
  fileprivate let isJSON: Bool
  fileprivate let tablePath: String?
  fileprivate let picturePath: String?
  fileprivate let pictureCount: Int

  init(_ arguments: Arguments) throws {
    rule = try Self.rule(arguments)
    (tablePath, picturePath) = (
      try arguments.file(.table, .csv), try arguments.file(.picture, .png)
    )
    if picturePath == nil {
      try arguments.refuse(.count, because: "no picture is written; give --picture FILE")
    }
    pictureCount = arguments[.count]
    score = arguments[.score]
    (data, threads, isJSON) = (try arguments.dataRequest(), arguments[.threads], arguments[.json])
    normal = arguments[.normal]
    stored = try StoredModel(path: arguments.operand)
    trained = stored.configuration?.dataset.classes.map(Set.init)
    guard normal != nil || trained != nil else {
      throw UsageError.missingValue(
        option: "--normal",
        expected: "the normal classes, as in --normal 3; the model was not trained on some alone")
    }
    guard stored.model.configuration.isVariational || !score.isVariational else {
      throw RunError.noPrior(command: "--score \(score.rawValue)")
    }
  }

  /// The classes that are normal: those that were given, else those that the model was trained on.
  func normalClasses(of dataset: Dataset) throws(RunError) -> Set<UInt8> {
    try normal.map { selection throws(RunError) in Set(try selection.classes(of: dataset)) }
      ?? trained ?? []
  }

  private static func rule(_ arguments: Arguments) throws(UsageError) -> AnomalyThreshold {
    guard arguments[.largest] else {
      return .quantile(arguments[.quantile] ?? usualQuantile)
    }
    try arguments.refuse(.quantile, because: "--largest sets the threshold")
    return .largest
  }
}
