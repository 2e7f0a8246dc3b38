import Autoencoders
import Datasets
import FileFormats
import ImageSets
import Testing

struct CodeQuantizerTests {
  /// Two bits over -1...2: values -1, 0, 1, 2; over 0...6: 0, 2, 4, 6.
  @Test func roundsToTheNearestValue() {
    let quantizer = CodeQuantizer(bits: 2, lows: [-1, 0], highs: [2, 6])
    let symbols = quantizer.symbols(of: [-0.6, 2.9, 1.4, 3.1, -7, 99])
    #expect(symbols == [0, 1, 2, 2, 0, 3])
    #expect(quantizer.codes(of: symbols) == [-1, 2, 1, 4, -1, 6])
    #expect(quantizer.symbols(of: [.nan, .infinity, -.infinity, .nan]) == [0, 3, 0, 0])
  }

  /// A value drawn evenly from the range lies s / √12 from its rounding, s being a step: over the grid
  /// of 10 001 values from 0 to 1 the mean square is s² / 12 but for the two half cells at the ends, and
  /// no value lies more than s / 2 away.
  @Test(arguments: CodeQuantizer.bitDepths)
  func errorsOfAnEvenDistribution(bits: Int) {
    let values = (0...10_000).map { Float($0) / 10_000 }
    let quantizer = CodeQuantizer(bits: bits, codes: values, dimensions: 1)
    #expect(quantizer.lows == [0] && quantizer.highs == [1])
    let errors = zip(quantizer.codes(of: quantizer.symbols(of: values)), values).map {
      Double($0 - $1)
    }
    let step = 1 / Double(1 << bits - 1)
    #expect(errors.allSatisfy { abs($0) <= step / 2 + 1e-6 })
    let meanSquare = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
    #expect(abs(meanSquare / (step * step / 12) - 1) < 0.01)
  }

  /// Of 1000 values 0...999 the share 0.01 at each end leaves 10...989.
  @Test func tailsAreCutOff() {
    let quantizer = CodeQuantizer(
      bits: 8, codes: (0..<1000).map(Float.init), dimensions: 1, tail: 0.01)
    #expect(quantizer.lows == [10] && quantizer.highs == [989])
  }

  /// A dimension that never changes takes one value.
  @Test func constantDimension() {
    let quantizer = CodeQuantizer(bits: 4, codes: [3, 1, 3, 2], dimensions: 2)
    #expect(quantizer.codes(of: quantizer.symbols(of: [3, 1, 5, 2])) == [3, 1, 3, 2])
  }

  /// Symbols 0, 0, 0, 1 have 2 - 3/4 log2 3 bits, four different ones 2 bits.
  @Test func entropyAddsOverDimensions() {
    let quantizer = CodeQuantizer(bits: 2, lows: [0, 0], highs: [3, 3])
    let bits = quantizer.entropy(of: [0, 0, 0, 1, 0, 2, 1, 3])
    #expect(abs(bits - (2 - 0.75 * 1.584962500721156 + 2)) < 1e-12)
  }

  /// Codes written to a file decode to what the model gives for the rounded codes.
  @Test func filesRestoreImages() throws {
    let configuration = ModelConfiguration(
      encoder: [.dense(6, .identity)], latent: .deterministic, decoder: [.dense(784, .identity)])
    let model = Autoencoder(
      configuration, initialization: .glorotUniform, seed: 3, capacity: 16, on: makeEngine())
    let images = Dataset.digits().test.prefix(40)
    let compressor = ImageCompressor(model: model, training: images)
    let file = try CompressedCodes(
      parsing: compressor.compress(images, bits: 8).fileBytes())
    #expect(file.imageCount == 40 && file.model == model.fingerprint)
    let restored = file.images(by: model)
    let exact = Reconstruction(of: images, by: model, seed: 0).outputs
    let difference = zip(restored.joined(), exact.joined()).map { abs($0 - $1) }.max() ?? 1
    #expect(difference > 0 && difference < 0.02)
    let curve = compressor.curve(of: images, bits: [2, 4, 8])
    #expect(curve.map(\.packedBytes) == [1.5, 3, 6])
    #expect(curve.allSatisfy { $0.entropyBytes <= $0.packedBytes })
    #expect(abs(curve[2].squaredError - compressor.exactSquaredError(of: images)) < 0.1)
  }
}
