import Autoencoders
import Testing

struct ReshapeTests {
  private static let shape = FlattenTests.shape

  @Test func reshapeUndoesFlatten() {
    let flatten = LayerFixture { _ in Flatten(Self.shape) }
    _ = flatten.loss()
    let back = Matrix(rows: 3, columns: 60)
    Reshape(to: Self.shape).forward(flatten.output, into: back, flatten.pass)
    #expect(back.floats == flatten.input.floats)
  }

  @Test func gradientsMatchFiniteDifferences() {
    LayerFixture { _ in Reshape(to: Self.shape) }.expectGradients()
  }
}
