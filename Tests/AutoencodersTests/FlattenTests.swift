import Autoencoders
import Testing

struct FlattenTests {
  static let shape = FeatureShape(height: 3, width: 4, channels: 5)

  @Test func vectorsHoldChannelAfterChannel() {
    let fixture = LayerFixture { _ in Flatten(Self.shape) }
    _ = fixture.loss()
    for image in 0..<3 {
      let pixels = fixture.input.row(image)
      for (place, value) in fixture.output.row(image).enumerated() {
        #expect(value == pixels[place % 12 * 5 + place / 12])
      }
    }
  }

  @Test func gradientsMatchFiniteDifferences() {
    LayerFixture { _ in Flatten(Self.shape) }.expectGradients()
  }
}
