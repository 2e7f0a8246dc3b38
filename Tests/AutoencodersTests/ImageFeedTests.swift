import FileFormats
import ImageSets
import Testing

@testable import Autoencoders

struct ImageFeedTests {
  /// Four images of one gray each.
  private static let grays: [UInt8] = [0, 51, 204, 255]
  private static let images = LabeledImages(
    height: 32, width: 32, pixels: grays.flatMap { [UInt8](repeating: $0, count: 1024) },
    labels: [0, 1, 2, 3]
  )
  private static let all = ArraySlice<UInt32>(0..<4)

  private func feed(
    _ corruption: Corruption?, _ binarization: Binarization?, _ images: LabeledImages = Self.images
  ) -> ImageFeed {
    let model = ModelConfiguration(
      imageHeight: 32, imageWidth: 32, encoder: [], latent: .gaussian(dimensions: 2),
      decoder: [.dense(1024, .identity)], corruption: corruption, binarization: binarization)
    return ImageFeed(images, for: model, capacity: 4)
  }

  @Test func plainImagesAreTheirOwnTarget() {
    let batch = feed(nil, nil).load(Self.all, seed: 1, step: 0, on: makeEngine())
    #expect(batch.input.row(2) == batch.target.row(2))
    #expect(batch.target.row(2) == [Float](repeating: 0.8, count: 1024))
  }

  /// Of 1024 pixels, the share that is white is within five standard deviations of the gray value.
  @Test(arguments: runnableKernels)
  func binarizedPixelsAreWhiteAsOftenAsTheyAreGray(kernels: String) {
    let feed = feed(nil, .dynamic)
    let engine = makeEngine(kernels)
    let batch = feed.load(Self.all, seed: 1, step: 0, on: engine)
    for (image, gray) in Self.grays.enumerated() {
      let row = batch.target.row(image)
      #expect(row.allSatisfy { $0 == 0 || $0 == 1 } && row == batch.input.row(image))
      let probability = Float(gray) / 255
      let deviation = (probability * (1 - probability) / 1024).squareRoot()
      #expect(abs(row.reduce(0, +) / 1024 - probability) <= 5 * deviation)
    }
    let first = batch.target.row(1)
    #expect(feed.load(Self.all, seed: 1, step: 1, on: engine).target.row(1) != first)
  }

  /// Pixel after pixel, image after image, one number each of one sequence.
  @Test func fixedBinarizationIsAFunctionOfTheImagesNumber() {
    let engine = makeEngine()
    let feed = feed(nil, .fixed)
    let batch = feed.load(Self.all, seed: 1, step: 0, on: engine).target
    let rows = (0..<4).map(batch.row)
    var random = Philox(seed: 0, stream: .binarization)
    for (row, gray) in zip(rows, Self.grays) {
      #expect(row == (0..<1024).map { _ in random.nextUnit() < Float(gray) / 255 ? 1 : 0 })
    }
    // Another seed, step, order, place and part of the set; and what the encoder alone is given.
    let shuffled = feed.load([3, 1], seed: 9, step: 7, firstRow: 2, on: engine)
    #expect(shuffled.target.row(0) == rows[3] && shuffled.input.row(1) == rows[1])
    #expect(feed.load([2], on: engine).row(0) == rows[2])
    let part = self.feed(nil, .fixed, Self.images.images(1..<3))
    #expect(part.load([0, 1], seed: 1, step: 0, on: engine).target.row(1) == rows[2])
    let chosen = self.feed(nil, .fixed, Self.images.images(1..<4).choosing([2, 0]))
    #expect(chosen.load([0], seed: 1, step: 0, on: engine).target.row(0) == rows[3])
    #expect(chosen.load([1], seed: 1, step: 0, on: engine).target.row(0) == rows[1])
  }

  @Test func aThresholdCutsAtOneHalf() {
    let images = LabeledImages(
      height: 32, width: 32, pixels: (0..<1024).map { UInt8($0 / 4) }, labels: [0])
    let row = feed(nil, .threshold, images).load([0], seed: 1, step: 0, on: makeEngine()).input.row(
      0)
    let expected = (0..<1024).map { index -> Float in index / 4 < 128 ? 0 : 1 }
    #expect(row == expected)
  }

  /// Where nothing is clipped the noise has the mean and deviation asked for.
  @Test(arguments: runnableKernels)
  func noiseIsAddedToTheInputAlone(kernels: String) {
    let batch = feed(.gaussian(standardDeviation: 0.05), nil)
      .load(Self.all, seed: 1, step: 0, on: makeEngine(kernels))
    #expect(batch.target.row(2) == [Float](repeating: 0.8, count: 1024))
    let noise = batch.input.row(2).map { $0 - 0.8 }
    let mean = noise.reduce(0, +) / 1024
    let squares = noise.map { ($0 - mean) * ($0 - mean) }
    let variance = squares.reduce(0, +) / 1024
    let bound: Float = 5 * 0.05 / 32
    #expect(abs(mean) < bound)
    let deviation: Float = variance.squareRoot() / 0.05
    #expect(abs(deviation - 1) < 5 / Float(2048).squareRoot())
    #expect(batch.input.floats.allSatisfy { (0...1).contains($0) })
    #expect(batch.input.row(0).contains(0) && batch.input.row(3).contains(1))
  }

  /// Of 1024 gray pixels, the shares made black and white are within five standard deviations of what
  /// was asked for; the others stay.
  @Test(
    arguments: runnableKernels, [(Corruption.Kind.masking, 0.3, 0), (.saltAndPepper, 0.15, 0.15)])
  func pixelsAreReplacedAsOftenAsAskedFor(
    kernels: String, corruption: (kind: Corruption.Kind, black: Float, white: Float)
  ) {
    let batch = feed(Corruption(corruption.kind, amount: 0.3), nil)
      .load(Self.all, seed: 1, step: 0, on: makeEngine(kernels))
    #expect(batch.target.row(2) == [Float](repeating: 0.8, count: 1024))
    let row = batch.input.row(2)
    for (value, probability) in [(Float(0), corruption.black), (1, corruption.white)] {
      let share = Float(row.count { $0 == value }) / 1024
      #expect(
        abs(share - probability) <= 5 * (probability * (1 - probability) / 1024).squareRoot())
    }
    #expect(row.allSatisfy { [0, 0.8, 1].contains($0) })
    #expect(row != batch.input.row(1).map { $0 == 0.2 ? 0.8 : $0 }, "images share their noise")
  }

  @Test(arguments: Corruption.Kind.allCases)
  func slicesOfAStepSeeTheNoiseOfTheWhole(kind: Corruption.Kind) {
    let feed = feed(Corruption(kind, amount: 0.5), .dynamic)
    let engine = makeEngine()
    let whole = feed.load(Self.all, seed: 1, step: 3, on: engine).input.row(3)
    let slice = feed.load(Self.all[2...], seed: 1, step: 3, firstRow: 2, on: engine).input.row(1)
    #expect(slice == whole)
  }
}
