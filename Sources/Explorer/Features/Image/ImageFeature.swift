/// The image that the code under the cursor decodes to.
public struct ImageFeature: Equatable, Sendable {
  /// The newest decoded image; nil until there is one.
  public private(set) var decoded: DecodedImage?
  /// The exponent that pixels are drawn with.
  public private(set) var gamma: Float = 1

  init() {}

  /// Does what a command asks for.
  mutating func update(_ command: ImageCommand) -> [Effect] {
    switch command {
    case .nextGamma: gamma = gamma == 1 ? 1.4 : gamma > 1 ? 0.7 : 1
    }
    return []
  }

  /// Takes in an image.
  mutating func show(_ image: DecodedImage) { decoded = image }
}

/// An image and what it was decoded from.
public struct DecodedImage: Equatable, Sendable {
  /// The run whose model decoded it.
  public var run: RunID
  /// The code it was decoded from.
  public var code: [Float]
  /// Values from 0 to 1, row by row.
  public var pixels: [Float]
  /// Training steps that the weights had seen.
  public var step: Int

  /// An image that was decoded from `code`.
  public init(run: RunID = .first, code: [Float], pixels: [Float], step: Int) {
    self.run = run
    self.code = code
    self.pixels = pixels
    self.step = step
  }
}
