public import FileFormats
public import ImageSets

/// The bytes that quantized codes take an image, and the squared error of decoding them.
public struct RateDistortion: Codable, Equatable, Sendable {
  /// Bits a value of the code.
  public let bits: Int
  /// Bytes an image with `bits` for each value.
  public let packedBytes: Double
  /// Bytes an image by the empirical entropy of each dimension's symbols.
  public let entropyBytes: Double
  /// Bytes an image of a `CompressedCodes` file of all images, header included.
  public let fileBytes: Double
  /// Σ (x - x̂)² over an image's pixels, mean over images.
  public let squaredError: Double
}

/// Compresses images to rounded codes of a model.
public struct ImageCompressor {
  private let model: Autoencoder
  private let trainingCodes: [Float]
  /// The share of training codes beyond each end of a dimension's range.
  public let tail: Double

  /// A compressor whose values' ranges are those of the codes of training images.
  ///
  /// - Parameters:
  ///   - model: the model whose codes are rounded.
  ///   - images: the images to compress.
  ///   - tail: the share of values cut off at each end.
  public init(model: Autoencoder, training images: LabeledImages, tail: Double = 0) {
    self.model = model
    self.tail = tail
    trainingCodes = model.codes(of: images)
  }

  private func quantizer(bits: Int) -> CodeQuantizer {
    CodeQuantizer(
      bits: bits, codes: trainingCodes, dimensions: model.configuration.latentCount, tail: tail)
  }

  /// The file of some images at `bits` a value.
  public func compress(_ images: LabeledImages, bits: Int) -> CompressedCodes {
    compress(model.codes(of: images), quantizer(bits: bits))
  }

  private func compress(_ codes: [Float], _ quantizer: CodeQuantizer) -> CompressedCodes {
    CompressedCodes(
      bits: quantizer.bits, lows: quantizer.lows, highs: quantizer.highs,
      symbols: quantizer.symbols(of: codes), model: model.fingerprint)
  }

  /// Cost and error of some images at each bit depth.
  ///
  /// - Parameters:
  ///   - images: the images to compress.
  ///   - depths: the numbers of bits per value that are tried.
  ///   - progress: told how much is done, from 0 to 1.
  public func curve(
    of images: LabeledImages, bits depths: [Int], progress: (Double) -> Void = { _ in }
  ) -> [RateDistortion] {
    let codes = model.codes(of: images)
    return depths.enumerated().map { index, bits in
      defer { progress(Double(index + 1) / Double(depths.count)) }
      let quantizer = quantizer(bits: bits)
      let file = compress(codes, quantizer)
      return RateDistortion(
        bits: bits, packedBytes: Double(quantizer.dimensions * bits) / 8,
        entropyBytes: quantizer.entropy(of: file.symbols) / 8,
        fileBytes: Double(file.fileBytes().count) / Double(images.count),
        squaredError: model.squaredError(of: quantizer.codes(of: file.symbols), images: images))
    }
  }

  /// The error of the codes as they are, in floats.
  public func exactSquaredError(of images: LabeledImages) -> Double {
    model.squaredError(of: model.codes(of: images), images: images)
  }
}

extension CompressedCodes {
  /// The images that the codes decode to, pixels in [0, 1].
  public func images(by model: Autoencoder) -> [[Float]] {
    let values = CodeQuantizer(bits: bits, lows: lows, highs: highs).codes(of: symbols)
    return model.images(
      of: stride(from: 0, to: values.count, by: dimensions).map {
        Array(values[$0..<$0 + dimensions])
      })
  }
}

extension Autoencoder {
  /// CRC-32 of the parameters: tells whether codes were made by this model.
  public var fingerprint: UInt32 { crc32(littleEndianBytes(of: parameters.floats)) }

  /// Σ (x - x̂)² of what codes decode to, mean over images.
  fileprivate func squaredError(of codes: [Float], images: LabeledImages) -> Double {
    let latents = configuration.latentCount
    var sum = 0.0
    for start in stride(from: 0, to: images.count, by: capacity) {
      let rows = start..<min(start + capacity, images.count)
      let matrix = Matrix(rows: rows.count, columns: latents)
      for (row, image) in rows.enumerated() {
        matrix.setRow(row, to: Array(codes[image * latents..<(image + 1) * latents]))
      }
      let decoded = decode(matrix)
      for (row, image) in rows.enumerated() {
        for (pixel, value) in zip(images.image(image), decoded.row(row)) {
          let difference = Double(value) - Double(pixel) / 255
          sum += difference * difference
        }
      }
    }
    return sum / Double(images.count)
  }
}
