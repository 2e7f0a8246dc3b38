internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ImageSets
internal import Pictures
internal import ProgramOptions
internal import TerminalUI

let compressCommand = CommandSpec(
  "compress", arguments: "RUN|MODEL", maximumArguments: 1,
  "store test images as rounded codes: bytes an image against squared error",
  details: """
    Each value of a code is rounded to 2^bits values evenly spaced over the range it has on training
    images, less the share --tail at each end. Bytes an image are given packed (bits a value), by the
    entropy of each value's symbols, and of the file that --out writes: that one is real, its range coder
    learning each value's distribution as it goes, header and all. The model itself is not counted; both
    sides need it.
    """,
  options: [
    OptionSpec("--bits", "N", "bits a value of the file that --out writes, 1 to 8 (8)"),
    OptionSpec("--tail", "S", "share of training codes beyond each end of the range (0.0005)"),
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--threads", "N", "threads (one a core)"),
    OptionSpec("--json", nil, "one JSON object instead of text"),
    OptionSpec("--out", "FILE", "write the test images' codes, or with --decode their images"),
    OptionSpec("--decode", "FILE", "restore the images of such a file"),
    OptionSpec(
      "--format", "npy|png", "what --decode writes: float32 pixels, or a picture (as --out ends)"),
  ],
  examples: [
    "latentwalk compress runs/deep",
    "latentwalk compress runs/deep --bits 4 --out test.lwz",
    "latentwalk compress runs/deep --decode test.lwz --out images.npy",
  ]
) { arguments in
  if let path = arguments.string("--decode") {
    try decode(path, arguments)
    return 0
  }
  if arguments.has("--format") {
    throw UsageError.conflict(option: "--format", other: "anything but --decode")
  }
  let bits = try arguments.integer("--bits", in: CodeQuantizer.bitDepths) ?? 8
  if arguments.has("--bits"), !arguments.has("--out") {
    throw UsageError.missingValue(option: "--out", expected: "the file to write at \(bits) bits")
  }
  let tail = try arguments.nonNegative("--tail") ?? 0.0005
  guard tail < 0.5 else {
    throw UsageError.invalidValue(
      option: "--tail", value: arguments.string("--tail") ?? "", expected: "a number below 0.5")
  }
  let (stored, model) = try compressionModel(arguments)
  let dataset = try stored.dataset(arguments.string("--data"), .current)
  let compressor = ImageCompressor(model: model, training: dataset.train, tail: tail)
  var written = ""
  if let path = arguments.string("--out") {
    let bytes = compressor.compress(dataset.test, bits: bits).fileBytes()
    try writeFile(bytes, to: path)
    written =
      "\(printable(path)): \(dataset.test.count) images at \(bits) bits a value in \(bytes.count) bytes\n"
  }
  let report = CompressionReport(compressor, dataset: dataset, model: model)
  printOut(arguments.has("--json") ? try jsonLine(report) : report.text + written)
  return 0
}

private func compressionModel(_ arguments: Arguments) throws -> (StoredModel, Autoencoder) {
  let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
  let model = Autoencoder(
    stored.model, capacity: stored.model.configuration.capacity(for: Evaluator.imagesAtOnce),
    on: try ProgramEnvironment.current.engine(threads: arguments.threads()))
  return (stored, model)
}

/// Restores the images of the file at `path`.
private func decode(_ path: String, _ arguments: Arguments) throws {
  for option in ["--bits", "--tail", "--data", "--json"] where arguments.has(option) {
    throw UsageError.conflict(option: option, other: "--decode")
  }
  let isPicture = try arguments.wantsPNG()
  let out = arguments.string("--out")
  if out == nil, StandardStream.output.isTerminal { throw RunError.binaryToTerminal }
  let (_, model) = try compressionModel(arguments)
  let bytes = try readFile(path)
  let file: CompressedCodes
  do { file = try CompressedCodes(parsing: bytes) } catch {
    throw RunError.compressedCodes(path: path, error)
  }
  let configuration = model.configuration
  guard file.model == model.fingerprint, file.dimensions == configuration.latentCount else {
    throw RunError.codesOfAnotherModel(path: path)
  }
  let images = file.images(by: model)
  let shape = [images.count, configuration.imageHeight, configuration.imageWidth]
  try writeOutput(
    isPicture
      ? ImageSheet(images, columns: 50, of: configuration).grayImage.pngBytes()
      : NPYArray(images.flatMap(\.self), shape: shape).fileBytes(), to: out)
}

/// What `compress` prints.
private struct CompressionReport: Encodable {
  /// What another format costs and gives back, measured on the MNIST test set.
  struct Reference: Encodable {
    let name: String
    /// Of each image by itself, header included, or of all in one file.
    let bytes: Double
    let squaredError: Double
  }

  let dataset: String
  let images: Int
  let latents: Int
  let tail: Double
  let exactSquaredError: Double
  let curve: [RateDistortion]
  let references: [Reference]?
  let negativeElboBitsPerPixel: Double?
  /// What `negativeElboBitsPerPixel` is.
  let negativeElboMeaning: String?

  private static let mnistReferences = [
    Reference(name: "JPEG quality 10", bytes: 240, squaredError: 4.00),
    Reference(name: "JPEG quality 25", bytes: 290, squaredError: 1.95),
    Reference(name: "JPEG quality 50", bytes: 342, squaredError: 0.93),
    Reference(name: "JPEG quality 75", bytes: 404, squaredError: 0.34),
    Reference(name: "PNG", bytes: 2.78 * 784 / 8, squaredError: 0),
    Reference(name: "xz of all in one", bytes: 1.392 * 784 / 8, squaredError: 0),
  ]

  init(_ compressor: ImageCompressor, dataset: Dataset, model: Autoencoder) {
    self.dataset = dataset.name
    images = dataset.test.count
    latents = model.configuration.latentCount
    tail = compressor.tail
    exactSquaredError = compressor.exactSquaredError(of: dataset.test)
    curve = withProgress("rate and distortion") {
      compressor.curve(of: dataset.test, bits: Array(2...8), progress: $0)
    }
    references = dataset.name == "mnist" ? Self.mnistReferences : nil
    negativeElboMeaning =
      model.configuration.isVariational ? Self.meaning(of: model.configuration) : nil
    let pixels = dataset.test.pixelsPerImage
    negativeElboBitsPerPixel =
      model.configuration.isVariational
      ? Evaluator(images: dataset.test, model: model.configuration, capacity: model.capacity)
        .evaluate(model, seed: 0).loss.negativeELBO / Double(pixels) / log(2) : nil
  }

  private static func meaning(of model: ModelConfiguration) -> String {
    guard model.likelihood == .bernoulli else {
      return "of a density of pixels, not the length of a lossless code"
    }
    return model.binarization == nil
      ? "on gray pixels a cross-entropy, not the length of a lossless code"
      : "what bits-back coding of the black and white pixels would take"
  }

  var text: String {
    var lines = [
      "\(images) test images of \(dataset), clean and gray, as codes of \(latents) values; bytes an image",
      "  bits  packed  entropy    file  squared error",
    ]
    lines += curve.map { point in
      "  \(column("\(point.bits)", 4))\(number(point.packedBytes, 8))"
        + number(point.entropyBytes, 9) + number(point.fileBytes, 8)
        + column(fixed(point.squaredError, decimals: 3), 15)
    }
    lines.append(
      "  \(column("32", 4))\(number(Double(4 * latents), 8))"
        + column(fixed(exactSquaredError, decimals: 3), 32))
    if let references {
      lines.append("others, measured on the MNIST test set, headers included")
      lines += references.map {
        "  \($0.name.padded(to: 21))\(number($0.bytes, 8))"
          + column(fixed($0.squaredError, decimals: 3), 15)
      }
    }
    if let negativeElboBitsPerPixel, let negativeElboMeaning {
      lines.append(
        "-ELBO \(fixed(negativeElboBitsPerPixel, decimals: 4)) bits a pixel, \(negativeElboMeaning)"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func number(_ value: Double, _ width: Int) -> String {
    column(rate(value, decimals: 1), width)
  }

  private func column(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 1)) + text
  }
}
