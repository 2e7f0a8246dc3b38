/// The shape of what passes between layers: images of several channels, or a vector, which is 1 x 1 x its
/// length.
///
/// In memory channels come last: [height, width, channels].
public struct FeatureShape: Equatable, Sendable {
  /// Rows of pixels.
  public var height: Int
  /// Pixels in a row.
  public var width: Int
  /// Numbers a pixel.
  public var channels: Int

  /// Images of `height` x `width` pixels of `channels` numbers.
  public init(height: Int, width: Int, channels: Int) {
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// A vector of `count` numbers.
  public static func vector(_ count: Int) -> FeatureShape {
    FeatureShape(height: 1, width: 1, channels: count)
  }

  /// Height times width.
  public var pixels: Int { height * width }
  /// Numbers in all.
  public var count: Int { pixels * channels }

  /// Every extent is above zero and so small that no product of three overflows.
  var isSmall: Bool { [height, width, channels].allSatisfy((1...1 << 20).contains) }
}
