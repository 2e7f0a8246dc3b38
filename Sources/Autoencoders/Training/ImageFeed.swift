internal import ImageSets

/// Turns chosen images into what a model reads and what it should give: binarized and corrupted as its
/// configuration says.
final class ImageFeed {
  struct Batch {
    let input: Matrix
    let target: Matrix

    /// The images at `range`.
    func rows(_ range: Range<Int>) -> Batch {
      Batch(input: input.rows(range), target: target.rows(range))
    }
  }

  private let images: LabeledImages
  private let corruption: Corruption?
  private let isBinarizedAnew: Bool
  private let targets: Matrix
  private let inputs: Matrix
  private let noise: FloatBuffer

  /// - Parameter capacity: the largest batch, in images.
  init(_ images: LabeledImages, for model: ModelConfiguration, capacity: Int) {
    self.images = model.binarization?.applied(to: images) ?? images
    corruption = model.corruption
    isBinarizedAnew = model.binarization == .dynamic
    targets = Matrix(rows: capacity, columns: images.pixelsPerImage)
    inputs =
      corruption == nil ? targets : Matrix(rows: capacity, columns: images.pixelsPerImage)
    noise = FloatBuffer(
      count: corruption != nil || isBinarizedAnew ? capacity * targets.stride : 0)
  }

  /// Whether what a model reads of an image is drawn at random each time.
  var drawsAnew: Bool { corruption != nil || isBinarizedAnew }

  /// The chosen images, gray where they are not binarized once for good.
  func load(_ indices: ArraySlice<UInt32>, on engine: Engine) -> Matrix {
    let target = targets.prefix(indices.count)
    engine.expandPixels(images.pixels, images: indices, into: target)
    return target
  }

  /// The chosen images as a model reads them, and as it should give them back.
  ///
  /// - Parameters:
  ///   - step: of the random sequences, whose element for a pixel depends on the pixel's place
  ///     counted from `firstRow`.
  ///   - firstRow: how many images of the same step came before.
  func load(
    _ indices: ArraySlice<UInt32>, seed: UInt64, step: UInt64, firstRow: Int = 0, on engine: Engine
  ) -> Batch {
    let target = load(indices, on: engine)
    let count = target.rows * target.stride, first = firstRow * target.stride
    if isBinarizedAnew {
      engine.fillUniform(
        noise, count: count, seed: seed, stream: .binarization, step: step, first: first)
      engine.binarize(target, noise: noise, into: target)
    }
    guard let corruption else { return Batch(input: target, target: target) }
    let input = inputs.prefix(indices.count)
    if corruption.kind == .gaussian {
      engine.fillNormal(
        noise, count: count, seed: seed, stream: .corruption, step: step, first: first)
    } else {
      engine.fillUniform(
        noise, count: count, seed: seed, stream: .corruption, step: step, first: first)
    }
    corruption.apply(noise, to: target, into: input, on: engine)
    return Batch(input: input, target: target)
  }
}

extension Corruption {
  /// - Parameter noise: samples of N(0, 1) for Gaussian noise, else numbers in [0, 1).
  fileprivate func apply(
    _ noise: FloatBuffer, to images: Matrix, into output: Matrix, on engine: Engine
  ) {
    switch self {
    case .gaussian(let deviation):
      engine.addNoise(noise, amount: deviation, to: images, into: output)
    case .masking(let share):
      engine.replacePixels(of: images, noise: noise, black: share, white: share, into: output)
    case .saltAndPepper(let share):
      engine.replacePixels(of: images, noise: noise, black: share / 2, white: share, into: output)
    }
  }
}
