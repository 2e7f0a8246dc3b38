internal import Autoencoders
internal import Datasets
internal import Foundation
internal import ImageSets
internal import ProgramOptions
internal import TerminalUI

/// The report of `compress`.
struct CompressionReport: Encodable {
  /// Cost and error of another format, measured on the MNIST test set.
  struct Reference: Encodable {
    let name: String
    /// Of each image by itself, header included, or of all in one file.
    let bytes: Double
    let squaredError: Double
  }

  let dataset: String
  let images: Int
  /// What bits are counted for, in the text.
  private let valueName: String
  let latents: Int
  let tail: Double
  let exactSquaredError: Double
  let curve: [RateDistortion]
  let references: [Reference]?
  let negativeElboBitsPerPixel: Double?
  /// The meaning of `negativeElboBitsPerPixel`.
  let negativeElboMeaning: String?

  private enum CodingKeys: CodingKey {
    case dataset, images, latents, tail, exactSquaredError, curve, references,
      negativeElboBitsPerPixel, negativeElboMeaning
  }

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
    valueName = dataset.test.shape.valueName
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

  func json(of stored: StoredModel) throws -> String {
    let units = "bytes per image; squared error summed over pixels"
    return try jsonLine(self, of: JSONSubject(stored, dataset: dataset, units: units))
  }

  var text: String {
    var lines = [
      "\(images) test images of \(printable(dataset)), clean and gray, as codes of \(latents) "
        + "values; bytes per image",
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
        "-ELBO \(fixed(negativeElboBitsPerPixel, decimals: 4)) bits per \(valueName), \(negativeElboMeaning)"
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
