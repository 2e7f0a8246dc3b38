import Autoencoders
import Testing

struct AutoencoderPriorCodesTests {
  /// Any part of the draws is the same as when all are drawn, whatever the length of a code.
  @Test(arguments: [1, 2, 3, 5])
  func eachDrawDependsOnItsNumberAlone(latents: Int) {
    let configuration = ModelConfiguration(
      imageHeight: 2, imageWidth: 2, encoder: [.dense(3, .relu)],
      latent: .gaussian(dimensions: latents), decoder: [.dense(4, .identity)])
    let model = Autoencoder(
      configuration, initialization: .heUniform, seed: 1, capacity: 4, on: makeEngine())
    let all = model.priorCodes(0..<20, seed: 7)
    #expect(all.count == 20 && all.allSatisfy { $0.count == latents } && Set(all).count == 20)
    for range in [0..<1, 1..<2, 3..<11, 19..<20, 5..<5] {
      #expect(model.priorCodes(range, seed: 7) == Array(all[range]))
    }
    #expect(model.priorCodes(0..<1, seed: 8) != Array(all[0..<1]))
  }
}
