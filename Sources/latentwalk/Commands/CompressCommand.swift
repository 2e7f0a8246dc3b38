internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets
internal import Pictures
internal import ProgramOptions

let compressCommand = Command(
  "compress", .one("RUN|MODEL"),
  "store test images as rounded codes: bytes per image against squared error",
  details: """
    Each value of a code is rounded to 2^bits values evenly spaced over the range it has on training
    images, less the share --tail at each end. Bytes per image are given packed (bits per value), by
    the entropy of each value's symbols, and of the file that --out writes: that one is real, its range
    coder learning each value's distribution as it goes, header and all. The model itself is not
    counted; both sides need it.
    """,
  options: OptionList(.bits, .tail) + .images
    + OptionList(.threads, .json, .codes, .decode, .format(decodeFormats)),
  completion: .models,
  examples: [
    "latentwalk compress runs/deep",
    "latentwalk compress runs/deep --bits 4 --out test.lwz",
    "latentwalk compress runs/deep --decode test.lwz --out images.npy",
  ]
) { arguments in
  guard let path = arguments[.decode] else { return try compress(arguments) }
  return try decode(path, arguments)
}

private let decodeFormats: [OutputFormat] = [.npy, .png]

extension Option {
  fileprivate static var bits: Option<Int> {
    Option<Int>(
      "--bits", .integer(CodeQuantizer.bitDepths), default: 8,
      help: "bits per value of the file that --out writes")
  }

  fileprivate static var tail: Option<Double> {
    Option<Double>(
      "--tail", .number(0..<0.5, as: "S"), default: 0.0005,
      help: "share of training codes beyond each end of the range")
  }

  /// `--out`, which has a use of its own here.
  fileprivate static var codes: Option<String?> {
    Option<String?>(
      "--out", .path(),
      help: "write the test images' codes (.lwz), or with --decode their images")
  }

  fileprivate static var decode: Option<String?> {
    Option<String?>("--decode", .path(), help: "restore the images of such a file")
  }
}

/// Reports rate and distortion, and writes a file where one is asked for.
private func compress(_ arguments: Arguments) throws -> Command.Work {
  try arguments.refuse(.format(decodeFormats), because: "it is about the images of --decode")
  let out = try arguments.file(.codes, .lwz)
  if out == nil { try arguments.refuse(.bits, because: "no file is written; give --out FILE") }
  let (bits, tail) = (arguments[.bits], arguments[.tail])
  let (data, threads, isJSON) = (try arguments.dataRequest(), arguments[.threads], arguments[.json])
  let stored = try StoredModel(path: arguments.operand)
  return {
    let model = try stored.autoencoder(threads: threads)
    let dataset = try stored.dataset(data, .current)
    let compressor = ImageCompressor(model: model, training: dataset.train, tail: tail)
    var written = ""
    if let out {
      let bytes = compressor.compress(dataset.test, bits: bits).fileBytes()
      try writeFile(bytes, to: out)
      written =
        "\(printable(out)): \(dataset.test.count) images at \(bits) bits per value in "
        + "\(bytes.count) bytes\n"
    }
    let report = CompressionReport(compressor, dataset: dataset, model: model)
    printOut(isJSON ? try report.json(of: stored) : report.text + written)
    return 0
  }
}

/// Restores the images of the file at `path`.
private func decode(_ path: String, _ arguments: Arguments) throws -> Command.Work {
  try arguments.refuse(
    OptionList(.bits, .tail) + .images + OptionList(.json),
    because: "--decode restores what the file holds")
  let output = try arguments.output(decodeFormats)
  let threads = arguments[.threads]
  let stored = try StoredModel(path: arguments.operand)
  return {
    let model = try stored.autoencoder(threads: threads)
    let configuration = model.configuration
    let images = try storedCodes(at: path, of: model).images(by: model)
    try output.write(
      output.format == .png
        ? ImageSheet(images, columns: 50, of: configuration).pngBytes()
        : NPYArray(
          images.flatMap(\.self), shape: [images.count] + configuration.imageShape.arrayShape
        ).fileBytes())
    return 0
  }
}

/// The codes in a file, which must be the model's.
private func storedCodes(at path: String, of model: Autoencoder) throws -> CompressedCodes {
  let bytes = try readFile(path)
  let file: CompressedCodes
  do { file = try CompressedCodes(parsing: bytes) } catch {
    throw RunError.compressedCodes(path: path, error)
  }
  guard file.model == model.fingerprint, file.dimensions == model.configuration.latentCount else {
    throw RunError.codesOfAnotherModel(path: path)
  }
  return file
}
