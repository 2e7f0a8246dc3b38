import Autoencoders
import Datasets
import FileFormats
import ImageSets
import Testing

struct ReconstructionTests {
  @Test(arguments: ["vae", "denoise"])
  func outputsAreDecodedCodes(preset: String) throws {
    let preset = try #require(Preset.named(preset))
    let model = Autoencoder(
      preset.model, initialization: .heUniform, seed: 1, capacity: 4, on: makeEngine())
    let images = SmallRun.data.test.prefix(6)
    let result = Reconstruction(of: images, by: model, seed: 3)
    #expect(result.inputs.count == 6 && result.outputs.count == 6)
    for index in 0..<6 {
      #expect(result.targets[index] == images.image(index).map { Float($0) / 255 })
      #expect((result.inputs[index] == result.targets[index]) == (preset.model.corruption == nil))
      let input = Matrix(rows: 1, columns: 784)
      input.setRow(0, to: result.inputs[index])
      let code = Array(model.encode(input).row(0).prefix(preset.model.latentCount))
      #expect(
        zip(model.images(of: [code])[0], result.outputs[index]).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }

  @Test func corruptionCanBeAskedFor() {
    let model = Autoencoder(
      Preset.all[0].model, initialization: .heUniform, seed: 1, capacity: 4, on: makeEngine())
    let images = SmallRun.data.test.prefix(2)
    let noisy = Reconstruction(
      of: images, by: model, corruption: .gaussian(standardDeviation: 0.3), seed: 3)
    #expect(noisy.inputs != noisy.targets)
    #expect(noisy.inputs.joined().allSatisfy { (0...1).contains($0) })
  }
}
