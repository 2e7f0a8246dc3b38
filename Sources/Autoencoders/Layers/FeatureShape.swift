/// What passes between layers: images of several channels, or a vector, which is 1 x 1 x its length.
///
/// In memory channels come last: [height, width, channels].
public struct FeatureShape: Codable, Equatable, Sendable {
  public var height: Int
  public var width: Int
  public var channels: Int

  public init(height: Int, width: Int, channels: Int) {
    self.height = height
    self.width = width
    self.channels = channels
  }

  public static func vector(_ count: Int) -> FeatureShape {
    FeatureShape(height: 1, width: 1, channels: count)
  }

  public var pixels: Int { height * width }
  public var count: Int { pixels * channels }

  /// Every extent is above zero and so small that no product of three overflows.
  var isSmall: Bool { [height, width, channels].allSatisfy((1...1 << 20).contains) }
}
