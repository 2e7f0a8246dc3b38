internal import Autoencoders
internal import Datasets
internal import Explorer
internal import FileFormats
internal import ImageSets
internal import ProgramOptions

/// Codes that were computed elsewhere, with the classes of their images where these are known.
struct GivenCodes: Sendable {
  /// Rows of as many numbers as the model has latents.
  let codes: [Float]
  /// The class of each row's image, or none at all.
  let labels: [UInt8]
  /// The names of the classes, or none at all.
  let names: [String]
  /// The file they came from.
  let file: String
}

/// The files that hold codes, their classes and the names of these.
struct CodesRequest {
  var codes: String
  var labels: String?
  var names: String?
}

extension OptionList {
  /// Codes in place of those of images; the options for files of images say the rest.
  static var codes: OptionList { OptionList(.codes) }
}

extension Option {
  fileprivate static var codes: Option<String?> {
    Option<String?>(
      "--codes", .path(), help: "codes from an npy or npz file, in place of those of images")
  }
}

extension Arguments {
  /// The images, or the codes in place of theirs, that a command is to show.
  func shownData() throws(UsageError) -> (data: DataRequest, codes: CodesRequest?) {
    guard let codes = self[.codes] else { return (try dataRequest(), nil) }
    try refuse(.data, .rescale, .imagesMember, because: "--codes stand in place of images")
    return (
      DataRequest(),
      CodesRequest(codes: codes, labels: self[.labelsMember], names: self[.classNames])
    )
  }
}

extension GivenCodes {
  /// The codes that are asked for, if any.
  init?(_ request: CodesRequest?, for model: ModelConfiguration) throws {
    guard let request else { return nil }
    try self.init(request, latents: model.latentCount)
  }

  /// Reads the codes for a model of so many latents.
  ///
  /// A row may be longer, as `encode` writes it: log-variances follow the means, and a label is last.
  init(_ request: CodesRequest, latents: Int) throws {
    let arrays = try ArrayFile(request.codes)
    let widths = [latents, latents + 1, 2 * latents, 2 * latents + 1]
    let found = arrays.arrays.first { source in
      source.array.shape.count == 2 && widths.contains(source.array.shape[1])
    }
    guard let found, found.array.shape[0] > 0, let numbers = found.array.numbers else {
      throw RunError.noCodes(
        file: request.codes, shapes: arrays.arrays.map(\.array.shape), latents: latents)
    }
    let (count, columns) = (found.array.shape[0], found.array.shape[1])
    codes = (0..<count).flatMap { numbers[$0 * columns..<$0 * columns + latents] }
    guard codes.allSatisfy(\.isFinite) else { throw RunError.codesNotFinite(file: request.codes) }
    file = request.codes
    names = try request.names.map { try ClassNameFile(contentsOf: $0).names } ?? []
    if let name = request.labels {
      labels = try Self.labels(named: name, in: arrays, count: count, of: request.codes)
    } else if columns == 2 * latents + 1 || columns == latents + 1 && latents > 1 {
      labels = Self.classes((1...count).map { numbers[$0 * columns - 1] })
    } else {
      let row = arrays.arrays.first { $0.array.shape == [count] && $0.array.integers != nil }
      labels = try row?.labels(ofImages: count, in: request.codes) ?? []
    }
  }

  private static func labels(
    named name: String, in file: ArrayFile, count: Int, of codes: String
  ) throws -> [UInt8] {
    if let array = file.array(named: name) { return try array.labels(ofImages: count, in: codes) }
    guard let array = try ArrayFile(name).arrays.first else {
      throw RunError.noLabels(file: name)
    }
    return try array.labels(ofImages: count, in: codes)
  }

  /// The last column as classes, where it is one of whole numbers.
  private static func classes(_ column: [Float]) -> [UInt8] {
    let known = Float(0)..<Float(LabeledImages.classLimit)
    guard column.allSatisfy({ known.contains($0) && $0.rounded() == $0 }) else { return [] }
    return column.map { UInt8($0) }
  }
}

extension NPYArray {
  /// The elements as floats, whatever their type.
  fileprivate var numbers: [Float]? { floats ?? integers?.map { Float($0) } }
}
