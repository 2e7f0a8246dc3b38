internal import Autoencoders
internal import TerminalUI

/// A kind of images that tell of a model.
public enum ImageSheet: CaseIterable, Sendable {
  /// Test images over what the model makes of them.
  case reconstructions
  /// Test images, with noise, and restored.
  case restorations
  /// What the decoder makes of draws from the prior.
  case samples
  /// The weights of the first layer's units, as images.
  case filters
  /// Particles that step by Gibbs sampling.
  case fantasies
}

/// An order of test images.
public enum ImageOrder: CaseIterable, Sendable {
  /// As they come, by falling or rising error, by chance, by class.
  case index, worst, best, random, byClass
}

/// The images beside what a model makes of them.
public struct ImagesFeature: Equatable, Sendable {
  /// The page that was computed last.
  public private(set) var page: ImagesPage?
  /// The kind of images; nil for the first that the model has.
  public private(set) var sheet: ImageSheet?
  /// Their order.
  public private(set) var order = ImageOrder.index
  /// Pages leafed on.
  public private(set) var pageNumber = 0
  /// Noise before a denoiser, in tenths; nil for what it was trained on.
  public private(set) var noiseTenths: Int?
  /// Pixel for pixel, where there is room.
  public private(set) var isLarge = false

  init() {}

  /// Takes in a page.
  mutating func show(_ page: ImagesPage) { self.page = page }

  /// Does what a command asks for.
  mutating func update(_ command: ImagesCommand) -> [Effect] { [] }
}
