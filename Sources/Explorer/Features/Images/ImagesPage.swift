internal import TerminalUI

/// A page of images.
public struct ImagesPage: Equatable, Sendable {
  /// What was asked for.
  let query: ImagesQuery
  /// Training steps that the weights had seen.
  let step: Int
  /// The images, in order.
  var items: [ImagesItem] = []
  /// The absolute weight, or the value of a code, that is drawn strongest; nil where none is drawn.
  var scale: Float?
  /// Test images whose errors were found; nil once they are all found, or none need be.
  var rankedCount: Int?
  /// The errors of all test images, where the order needs them.
  var errors: ImageErrors?
  /// The particles as they are now.
  var chain: GibbsChain?
  /// Seconds that it took.
  var seconds = 0.0
}

/// What belongs to one image of a page.
struct ImagesItem: Equatable, Sendable {
  /// The image's number in the set it is from, the draw's, or the unit's.
  var number: Int
  /// The image's class, where it has one.
  var label: UInt8?
  /// The pictures that are drawn together.
  var pictures: [Picture] = []
  /// The squared error a pixel of what the model gives.
  var error: Double?
  /// The squared error a pixel of what the model is fed; zero where that is clean.
  var inputError: Double?
  /// The code that the result was decoded from; empty where there is none.
  var code: [Float] = []
}

/// Pixels in rows, of one value or of three: from 0 to 1, or weights of either sign.
struct Picture: Equatable, Sendable {
  var pixels: [Float]
  var size: Size
  var channels = 1

  /// The picture at another size.
  func resized(to target: Size) -> [Float] {
    resampled(pixels, from: size, to: target, channels: channels)
  }
}
