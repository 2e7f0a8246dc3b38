import Autoencoders
import Testing

struct DeterministicLatentTests {
  private let plain = ModelFixture("plain", ModelFixture.sigmoid)

  @Test func gradientsMatchFiniteDifferences() { plain.expectGradients() }

  /// Noise changes nothing, and there is nothing to diverge from.
  @Test func theCodeIsTheEncodersOutput() {
    let (model, images) = (plain.makeModel(), plain.images)
    let codes = model.encode(images).floats
    let output = model.evaluate(images, noise: ModelFixture.noise)
    #expect(output.codes.floats == codes)
    #expect(output.posterior == nil)
    #expect(output.terms(klWeight: 3).total == output.terms(klWeight: 0).reconstruction)
  }

  /// Without an encoder the image is the code, which a penalty is on all the same.
  @Test func anEncoderWithoutLayersHasPenalties() {
    let fixture = ModelFixture(
      "no encoder", ModelFixture.dense([], .deterministic), Objective(penalty: .l1(weight: 0.5)))
    let expected = 0.5 * fixture.images.floats.reduce(0) { $0 + Double($1) } / 8
    #expect(abs(fixture.loss().adjustment - expected) < 1e-5)
    fixture.expectGradients()
  }
}
