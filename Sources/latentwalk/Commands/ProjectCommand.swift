internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets
internal import Pictures
internal import ProgramOptions
internal import TerminalUI

let projectCommand = CommandSpec(
  "project", arguments: "RUN|MODEL", maximumArguments: 1,
  "map codes of many dimensions to the plane, as coordinates or as a picture",
  details: """
    t-SNE keeps neighbors together; distances between clusters mean little. PCA keeps the two main
    directions, so that distances mean what they say. What --out ends in decides the format: .tsv or .npy
    hold x, y and label of each image, .png and .svg a scatter plot colored by class. How often the five
    nearest points of the map tell a point's class, and how far they were near before (trustworthiness of
    Venna and Kaski 2001), goes to standard error.
    """,
  options: [
    OptionSpec("--method", "pca|tsne", "how to map (tsne)"),
    OptionSpec("--count", "N", "images, evenly spaced over all (10000)"),
    OptionSpec("--perplexity", "N", "effective neighbors of a code in t-SNE (30)"),
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--split", "test|train", "which images (test)"),
    OptionSpec("--background", "dark|light", "of the picture (dark)"),
    OptionSpec("--threads", "N", "threads (one a core)"),
    OptionSpec("--out", "FILE", "where to write it (standard output, as tsv)"),
  ],
  examples: [
    "latentwalk project runs/deep --out map.svg",
    "latentwalk project runs/vae --method pca --count 2000 --out map.npy",
  ]
) { arguments in
  let request = try ProjectionRequest(arguments)
  let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
  let environment = ProgramEnvironment.current
  let engine = try environment.engine(threads: arguments.threads())
  let dataset = try stored.dataset(arguments.string("--data"), environment)
  let images = (request.isTrain ? dataset.train : dataset.test).spread(request.count)
  try request.check(images)
  let configuration = stored.model.configuration
  let model = Autoencoder(
    stored.model, capacity: configuration.capacity(for: Evaluator.imagesAtOnce), on: engine)
  let codes = model.codes(of: images)
  guard codes.areComparable else { throw RunError.codesTooLarge }
  let map = request.map(codes, dimensions: configuration.latentCount, on: engine)
  let quality = MapQuality(
    of: map, codes: codes, dimensions: configuration.latentCount, labels: images.labels,
    on: engine)
  try request.write(map, images, dataset)
  printError(
    "trustworthiness \(fixed(quality.trustworthiness, decimals: 4)), class told by the 5 nearest "
      + "points: \(fixed(quality.neighborAccuracy * 100, decimals: 2)) %\n")
  return 0
}

/// What `project` is asked for.
private struct ProjectionRequest {
  enum Method: String, CaseIterable {
    case pca, tsne

    var title: String { self == .pca ? "PCA" : "t-SNE" }
  }

  enum Format: String, CaseIterable {
    case tsv, npy, png, svg
  }

  let isTrain: Bool
  let count: Int
  private let method: Method
  private let tsne: TSNE
  private let background: Background
  private let format: Format
  private let path: String?

  init(_ arguments: Arguments) throws(UsageError) {
    method =
      try arguments.choice("--method", among: Method.allCases.map { ($0.rawValue, $0) }) ?? .tsne
    count = try arguments.integer("--count", in: 12...100_000) ?? 10_000
    let perplexity = try arguments.integer("--perplexity", in: 2...1000)
    if method == .pca, perplexity != nil {
      throw .conflict(option: "--perplexity", other: "--method pca")
    }
    var tsne = TSNE()
    if let perplexity { tsne.perplexity = Double(perplexity) }
    self.tsne = tsne
    isTrain = try arguments.choice("--split", among: [("test", false), ("train", true)]) ?? false
    background =
      try arguments.choice("--background", among: Background.allCases.map { ($0.rawValue, $0) })
      ?? .dark
    path = arguments.string("--out")
    format = try Self.format(of: path)
  }

  private static func format(of path: String?) throws(UsageError) -> Format {
    guard let path else { return .tsv }
    guard let format = Format.allCases.first(where: { path.hasSuffix(".\($0.rawValue)") }) else {
      throw .invalidValue(
        option: "--out", value: path,
        expected: Format.allCases.map { "FILE.\($0.rawValue)" }.joined(separator: ", "))
    }
    return format
  }

  /// Whether there are images enough for the method.
  func check(_ images: LabeledImages) throws {
    let needed = method == .tsne ? tsne.leastCodes : 12
    guard images.count >= needed else {
      throw RunError.tooFewImages(images.count, needed: needed)
    }
  }

  /// Two coordinates for each code.
  func map(_ codes: [Float], dimensions: Int, on engine: Engine) -> [Float] {
    switch method {
    case .pca:
      return PrincipalComponents(of: codes, dimensions: dimensions, count: 2, on: engine)
        .plane(codes, on: engine)
    case .tsne:
      let progress = ProgressLine("t-SNE")
      defer { progress.clear() }
      return tsne.map(codes, dimensions: dimensions, on: engine) {
        progress.update($0, of: tsne.steps)
      }
    }
  }

  func write(_ map: [Float], _ images: LabeledImages, _ dataset: Dataset) throws {
    let rows = images.labels.enumerated().map { [map[2 * $0], map[2 * $0 + 1], Float($1)] }
    let split = isTrain ? "training" : "test"
    let picture = ScatterPicture(
      map, labels: images.labels,
      title: "\(method.title) of \(images.count) \(split) codes of \(dataset.name)",
      className: dataset.className, background: background)
    let bytes: [UInt8] =
      switch format {
      case .tsv:
        Array(
          ("x\ty\tlabel\n"
            + rows.map { "\($0[0])\t\($0[1])\t\(Int($0[2]))\n" }.joined()).utf8)
      case .npy: NPYArray(rows.flatMap(\.self), shape: [images.count, 3]).fileBytes()
      case .png: picture.pngBytes()
      case .svg: Array(picture.svg.utf8)
      }
    try writeOutput(bytes, to: path)
  }
}

extension PrincipalComponents {
  /// The first two coordinates of each code, the second zero where there is but one.
  fileprivate func plane(_ codes: [Float], on engine: Engine) -> [Float] {
    let coordinates = project(codes, on: engine)
    let width = axes.count
    return (0..<coordinates.count / width).flatMap { row in
      [coordinates[row * width], width > 1 ? coordinates[row * width + 1] : 0]
    }
  }
}
