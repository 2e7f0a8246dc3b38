internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets
internal import Pictures
internal import ProgramOptions
internal import TerminalUI

let projectCommand = Command(
  "project", .one("RUN|MODEL"),
  "map codes of many dimensions to the plane, as coordinates or as a picture",
  details: """
    t-SNE keeps neighbors together; distances between clusters mean little. PCA keeps the two main
    directions, so that distances mean what they say. tsv and npy hold x, y and label, where there is one, of each image,
    png and svg a scatter plot colored by class. How often the five nearest points of the map tell a
    point's class, and how far they were near before (trustworthiness of Venna and Kaski 2001), goes to
    standard error.
    """,
  options: OptionList(.method, .count, .perplexity) + .images
    + OptionList(
      .split, .background(otherwise: "dark"), .threads, .format(projectFormats), .out) + .model,
  completion: .models,
  examples: [
    "latentwalk project runs/deep --out map.svg",
    "latentwalk project runs/vae --method pca --count 2000 --out map.npy",
  ]
) { arguments in
  let request = try ProjectionRequest(arguments)
  return {
    let dataset = try request.stored.dataset(request.data, .current)
    let all = dataset[request.split]
    let images = all.spread(request.count)
    try request.check(images, of: all)
    let model = try request.stored.autoencoder(threads: request.threads)
    let latents = model.configuration.latentCount
    let codes = model.codes(of: images)
    guard codes.areComparable else { throw RunError.codesTooLarge }
    guard !codes.allCoincide(dimensions: latents) else {
      // A map would spread them out by chance, and its quality would be that of the order of the images.
      try request.write([Float](repeating: 0, count: 2 * images.count), images, dataset)
      printErrorLine("all \(images.count) codes coincide; the map has one place for them all")
      return 0
    }
    let map = request.map(codes, dimensions: latents, on: model.engine)
    let quality = MapQuality(
      of: map, codes: codes, dimensions: latents, labels: images.labels, on: model.engine)
    try request.write(map, images, dataset)
    let accuracy = quality.neighborAccuracy.map {
      ", class told by the 5 nearest points: \(fixed($0 * 100, decimals: 2)) %"
    }
    printError(
      "trustworthiness \(fixed(quality.trustworthiness, decimals: 4))\(accuracy ?? "")\n")
    return 0
  }
}

private let projectFormats: [OutputFormat] = [.tsv, .npy, .png, .svg]

private enum ProjectionMethod: String, CaseIterable {
  case tsne, pca

  var title: String { self == .pca ? "PCA" : "t-SNE" }
}

extension Option {
  fileprivate static var method: Option<ProjectionMethod> {
    Option<ProjectionMethod>("--method", .choice, default: .tsne, help: "the projection")
  }

  fileprivate static var count: Option<Int> {
    Option<Int>(
      "--count", .integer(12...100_000), default: 10_000, help: "images, evenly spaced over all")
  }

  fileprivate static var perplexity: Option<Int?> {
    Option<Int?>(
      "--perplexity", .integer(ProjectionRequest.perplexities),
      otherwise: "\(Int(TSNE().perplexity))",
      help: "effective neighbors of a code in t-SNE")
  }
}

/// A projection as the options ask for it.
private struct ProjectionRequest {
  let stored: StoredModel
  let data: DataRequest
  let split: DataSplit
  let count: Int
  let threads: Int
  private let method: ProjectionMethod
  private let tsne: TSNE
  private let background: Background
  private let output: Output

  init(_ arguments: Arguments) throws {
    (data, split) = (try arguments.dataRequest(), arguments[.split])
    (count, threads, method) = (arguments[.count], arguments[.threads], arguments[.method])
    var tsne = TSNE()
    if method == .pca { try arguments.refuse(.perplexity, because: "PCA has none") }
    if let perplexity = arguments[.perplexity] { tsne.perplexity = Double(perplexity) }
    self.tsne = tsne
    output = try arguments.output(projectFormats)
    if output.format == .tsv || output.format == .npy {
      try arguments.refuse(.background, because: "coordinates have none; png and svg have")
    }
    background = arguments[.background] ?? .dark
    stored = try arguments.storedModel()
  }

  /// Whether the images that were chosen of all are enough for the method.
  func check(_ images: LabeledImages, of all: LabeledImages) throws {
    let needed = method == .tsne ? tsne.leastCodes : Self.leastImages
    guard images.count >= needed else {
      let perplexity =
        method == .tsne ? TSNE.greatestPerplexity(forCodes: images.count) : nil
      throw RunError.tooFewImages(
        images.count, needed: needed, available: all.count,
        perplexity: perplexity.flatMap { Self.perplexities.contains($0) ? $0 : nil })
    }
  }

  private static let leastImages = 12
  static let perplexities = 2...1000

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
    switch output.format {
    case .npy:
      let rows = (0..<images.count).flatMap { row(of: map, images, $0) }
      try output.write(
        NPYArray(rows, shape: [images.count, rows.count / images.count]).fileBytes())
    case .png: try output.write(picture(map, images, dataset).pngBytes())
    case .svg: try output.write(picture(map, images, dataset).svg)
    default:
      let names = images.areLabeled ? "x\ty\tlabel" : "x\ty"
      let lines = (0..<images.count).map { index in
        let place = "\(map[2 * index])\t\(map[2 * index + 1])"
        return images.areLabeled ? "\(place)\t\(images.labels[index])\n" : "\(place)\n"
      }
      try output.write("\(names)\n" + lines.joined())
    }
  }

  /// The place of an image, and its label where it has one.
  private func row(of map: [Float], _ images: LabeledImages, _ index: Int) -> [Float] {
    let place = [map[2 * index], map[2 * index + 1]]
    return images.areLabeled ? place + [Float(images.labels[index])] : place
  }

  private func picture(
    _ map: [Float], _ images: LabeledImages, _ dataset: Dataset
  ) -> ScatterPicture {
    let kind = split == .train ? "training" : "test"
    return ScatterPicture(
      map, labels: images.labels,
      title: "\(method.title) of \(images.count) \(kind) codes of \(dataset.name)",
      className: dataset.className, background: background)
  }
}

extension [Float] {
  /// Whether rows of `dimensions` values are all the same.
  fileprivate func allCoincide(dimensions: Int) -> Bool {
    indices.allSatisfy { self[$0] == self[$0 % dimensions] }
  }
}

extension PrincipalComponents {
  /// The first two coordinates of each code, the second zero where there is but one.
  fileprivate func plane(_ codes: [Float], on engine: Engine) -> [Float] {
    let coordinates = project(codes, on: engine)
    let width = axes.count
    guard width > 1 else { return coordinates.flatMap { [$0, 0] } }
    return stride(from: 0, to: coordinates.count, by: width).flatMap { first in
      coordinates[first...first + 1]
    }
  }
}
