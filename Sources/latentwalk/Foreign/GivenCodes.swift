internal import Autoencoders
internal import Datasets
internal import Explorer
internal import FileFormats
internal import ProgramOptions

/// Codes that were computed elsewhere, with the classes of their images where these are known.
struct GivenCodes: Sendable {
  /// Rows of as many numbers as the model has latents.
  let codes: [Float]
  /// The class of each row's image, or none at all.
  let labels: [UInt8]
  /// The file they came from.
  let file: String
}

/// The files that hold codes and their classes.
struct CodesRequest {
  var codes: String
  var labels: String?
}

extension OptionList {
  static var codes: OptionList { OptionList(.codes, .codeLabels) }
}

extension Option {
  fileprivate static var codes: Option<String?> {
    Option<String?>(
      "--codes", .path(), help: "codes from an npy or npz file, in place of those of images")
  }

  fileprivate static var codeLabels: Option<String?> {
    Option<String?>(
      "--labels", .path(),
      help: "the codes' classes: an npy file, or an array of the npz of --codes")
  }
}

extension Arguments {
  /// What `--codes` and `--labels` say; nil without codes.
  func codesRequest() throws(UsageError) -> CodesRequest? {
    guard let codes = self[.codes] else {
      try refuse(.codeLabels, because: "they are those of --codes")
      return nil
    }
    return CodesRequest(codes: codes, labels: self[.codeLabels])
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
    let file = try ArrayFile(request.codes)
    let widths = [latents, latents + 1, 2 * latents, 2 * latents + 1]
    let found = file.arrays.first { source in
      source.array.shape.count == 2 && widths.contains(source.array.shape[1])
    }
    guard let found, found.array.shape[0] > 0, let numbers = found.array.numbers else {
      throw RunError.noCodes(
        file: request.codes, shapes: file.arrays.map(\.array.shape), latents: latents)
    }
    let (count, columns) = (found.array.shape[0], found.array.shape[1])
    codes = (0..<count).flatMap { numbers[$0 * columns..<$0 * columns + latents] }
    guard codes.allSatisfy(\.isFinite) else { throw RunError.codesNotFinite(file: request.codes) }
    self.file = request.codes
    if let name = request.labels {
      labels = try Self.labels(named: name, in: file, count: count, of: request.codes)
    } else if columns == 2 * latents + 1 || columns == latents + 1 && latents > 1 {
      labels = Self.classes((1...count).map { numbers[$0 * columns - 1] })
    } else {
      let row = file.arrays.first { $0.array.shape == [count] && $0.array.integers != nil }
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
    let known = Float(0)..<Float(LatentMap.classCount)
    guard column.allSatisfy({ known.contains($0) && $0.rounded() == $0 }) else { return [] }
    return column.map { UInt8($0) }
  }
}

extension NPYArray {
  /// The elements as floats, whatever their type.
  fileprivate var numbers: [Float]? { floats ?? integers?.map { Float($0) } }
}
