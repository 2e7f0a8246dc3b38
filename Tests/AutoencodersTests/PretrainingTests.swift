import Testing

@testable import Autoencoders

struct PretrainingTests {
  @Test func tellsWhichLayerIsTrained() throws {
    let preset = try #require(Preset.named("stacked"))
    let pretraining = try #require(preset.training.pretraining)
    #expect(pretraining.epochsPerLayer == 10)
    func layer(_ epoch: Int) -> PretrainedLayer? {
      pretraining.layer(epoch: epoch, layers: preset.model.encoder)
    }
    #expect(layer(0) == PretrainedLayer(number: 1, count: 4))
    #expect(layer(39) == PretrainedLayer(number: 4, count: 4))
    #expect(layer(40) == nil)
  }

  /// The loss of a lone layer is the model's.
  @Test func aLoneLayerNeedsNoName() throws {
    let preset = try #require(Preset.named("rbm"))
    #expect(preset.training.pretraining?.layer(epoch: 0, layers: preset.model.encoder) == nil)
  }

  @Test func aMachineIsAMachineForAnyNumberOfEpochs() throws {
    var rbm = try #require(Preset.named("rbm"))
    rbm.training.setEpochs(30, layers: rbm.model.encoder)
    #expect(rbm.training.epochs == 30 && rbm.training.pretraining?.epochsPerLayer == 30)
    var stacked = try #require(Preset.named("stacked"))
    stacked.training.setEpochs(30, layers: stacked.model.encoder)
    #expect(stacked.training.epochs == 30 && stacked.training.pretraining?.epochsPerLayer == 10)
  }
}
