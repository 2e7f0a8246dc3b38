internal import Autoencoders
internal import Datasets
internal import ImageSets
internal import ProgramOptions

let interpolateCommand = Command(
  "interpolate", .one("RUN|MODEL"),
  "decode the codes on the way from one code to another",
  details: """
    The spherical way keeps to the sphere between the two codes, where samples of the prior lie; codes
    in opposite directions have no such way and are joined straight. The way along the data is the
    shortest from code to neighboring code of the test images. The geodesic changes the decoded image as
    little and as evenly as it can; it starts from the straight way.
    """,
  options: OptionList(.from, .to, .steps, .path) + .images + .model + .picture,
  completion: .models,
  examples: ["latentwalk interpolate runs/vae --from '#3' --to '#8' --format png --out path.png"]
) { arguments in
  let output = try PictureOutput(arguments)
  let (steps, path) = (arguments[.steps], arguments[.path])
  let (from, to) = (arguments[.from], arguments[.to])
  let stored = try arguments.storedModel()
  let configuration = stored.model.configuration
  if case .code(let code) = from { try configuration.checkLength(of: code, from: "--from") }
  if case .code(let code) = to { try configuration.checkLength(of: code, from: "--to") }
  if case (.code, .code) = (from, to), path != .alongData {
    try arguments.refuse(.images, because: "neither --from nor --to is an image")
  }
  let data = try arguments.dataRequest()
  return {
    let model = try stored.autoencoder(images: path.imagesAtOnce(steps: steps))
    let images = { try stored.dataset(data, .current).test }
    let codes = try path.codes(
      from: try from.code(of: images, by: model, option: "--from"),
      to: try to.code(of: images, by: model, option: "--to"), count: steps, by: model, images)
    try output.write(model.images(of: codes), columns: steps, of: configuration)
    return 0
  }
}

extension Option {
  fileprivate static var from: Option<PathEnd> {
    Option<PathEnd>(
      "--from", .pathEnd, default: .image(0),
      help: "a code, or that of test image N, counted from 0")
  }

  fileprivate static var to: Option<PathEnd> {
    Option<PathEnd>("--to", .pathEnd, default: .image(1), help: "likewise")
  }

  fileprivate static var steps: Option<Int> {
    Option<Int>("--steps", .integer(2...1000), default: 10, help: "images, both ends included")
  }

  fileprivate static var path: Option<InterpolationPath> {
    Option<InterpolationPath>("--path", .choice, default: .linear, help: "the way")
  }
}

/// A way between two codes.
private enum InterpolationPath: String, CaseIterable {
  case linear, spherical
  case alongData = "along-data"
  case geodesic

  /// How many images the model has to work on at a time.
  func imagesAtOnce(steps: Int) -> Int { self == .alongData ? Evaluator.imagesAtOnce : steps }

  /// `count` codes on the way, both ends included.
  ///
  /// - Parameter images: gives the test images, where their codes are needed.
  func codes(
    from start: [Float], to end: [Float], count: Int, by model: Autoencoder,
    _ images: () throws -> LabeledImages
  ) throws -> [[Float]] {
    switch self {
    case .linear: LatentPath.linear.codes(from: start, to: end, count: count)
    case .spherical: LatentPath.spherical.codes(from: start, to: end, count: count)
    case .alongData:
      try model.graph(of: images()).path(from: start, to: end, on: model.engine)
        .codes(count: count)
    case .geodesic: model.geodesic(from: start, to: end, count: count).codes
    }
  }
}

extension Autoencoder {
  /// The codes of `images`, joined to their nearest.
  fileprivate func graph(of images: LabeledImages) throws -> CodeGraph {
    let codes = codes(of: images)
    guard codes.areComparable else { throw RunError.codesTooLarge }
    guard images.count > 1,
      let graph = CodeGraph(
        of: codes, dimensions: configuration.latentCount, on: engine)
    else { throw RunError.noPathOverImages(images.count) }
    return graph
  }
}

/// An end of the way: a code, or the code of a test image.
private enum PathEnd: Equatable {
  case code([Float])
  case image(Int)

  /// The code itself.
  ///
  /// - Parameters:
  ///   - images: gives the test images, where one is needed.
  ///   - option: the option that named the end.
  func code(
    of images: () throws -> LabeledImages, by model: Autoencoder, option: String
  ) throws -> [Float] {
    switch self {
    case .code(let code): return model.configuration.codeShape.channelsLast(code)
    case .image(let index):
      let images = try images()
      guard index < images.count else {
        throw UsageError.invalidValue(
          option: option, value: "#\(index)", expected: "an image from #0 to #\(images.count - 1)")
      }
      let image = images.images(index..<index + 1)
      return Evaluator(images: image, model: model.configuration, capacity: 1).codes(model)
    }
  }
}

extension OptionValue<PathEnd> {
  fileprivate static var pathEnd: Self {
    Self(
      "X,Y,...|#N", expected: "numbers with commas between, or an image as in #0",
      parse: { text in
        guard text.hasPrefix("#") else { return parseCode(text).map(PathEnd.code) }
        return Int(text.dropFirst()).flatMap { $0 < 0 ? nil : .image($0) }
      },
      text: { end in
        switch end {
        case .code(let code): code.map { "\($0)" }.joined(separator: ",")
        case .image(let index): "#\(index)"
        }
      })
  }
}
