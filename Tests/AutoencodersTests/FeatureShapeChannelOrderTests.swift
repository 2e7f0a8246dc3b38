import Autoencoders
import Testing

struct FeatureShapeChannelOrderTests {
  private static let shape = FeatureShape(height: 2, width: 3, channels: 2)

  /// Value 10 y + x of the first channel and 100 more of the second, written out by hand.
  private static let memory: [Float] = [0, 100, 1, 101, 2, 102, 10, 110, 11, 111, 12, 112]
  private static let pytorch: [Float] = [0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112]

  @Test func channelsComeFirstAndGoBack() {
    #expect(Self.shape.channelsFirst(Self.memory) == Self.pytorch)
    #expect(Self.shape.channelsLast(Self.pytorch) == Self.memory)
  }

  @Test func vectorsStayAsTheyAre() {
    let vector: [Float] = [3, 1, 2]
    #expect(FeatureShape.vector(3).channelsFirst(vector) == vector)
    #expect(FeatureShape.vector(3).channelsLast(vector) == vector)
  }
}
