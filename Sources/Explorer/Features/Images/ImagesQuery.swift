internal import Autoencoders

/// A page of images, as it is asked for.
public struct ImagesQuery: Equatable, Sendable {
  /// The kind of images.
  var sheet: ImageSheet
  /// The order of test images.
  var order: ImageOrder
  /// The places in that order, the numbers of draws, or those of units.
  var places: Range<Int>
  /// The noise before the model; nil for the model's own, or none.
  var corruption: Corruption?
  /// Of what is drawn, and of the order by chance.
  var seed: UInt64
}

/// A page of images that is to be computed, with what is known for it.
public struct ImagesRequest: Equatable, Sendable {
  /// The page.
  var query: ImagesQuery
  /// The errors of all test images, where they were found before.
  var errors: ImageErrors?
  /// The particles that are to take a step; nil for new ones.
  var chain: GibbsChain?
}

/// The squared error of every test image, given its mean code.
public struct ImageErrors: Equatable, Sendable {
  /// Training steps that the weights had seen.
  let step: Int
  /// The noise before the model; nil for the model's own, or none.
  let corruption: Corruption?
  /// Summed over pixels, image by image.
  var values: [Double] = []
}
