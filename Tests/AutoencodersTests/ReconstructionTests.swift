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

  /// Chosen images are seen as among all: with the same noise, in the order asked for.
  @Test(arguments: ["vae", "denoise", "vae-binary"])
  func chosenImagesKeepTheirNoise(preset: String) throws {
    let preset = try #require(Preset.named(preset))
    let model = Autoencoder(
      preset.model, initialization: .heUniform, seed: 1, capacity: 4, on: makeEngine())
    let images = SmallRun.data.test.prefix(9)
    let all = Reconstruction(of: images, by: model, seed: 3)
    let places = [7, 8, 2, 0, 1, 2]
    let chosen = Reconstruction(of: images, at: places, by: model, seed: 3)
    #expect(chosen.inputs == places.map { all.inputs[$0] })
    #expect(chosen.targets == places.map { all.targets[$0] })
    for (index, place) in places.enumerated() {
      #expect(zip(chosen.codes[index], all.codes[place]).allSatisfy { abs($0 - $1) < 1e-5 })
      #expect(abs(chosen.squaredErrors[index] - all.squaredErrors[place]) < 1e-4)
    }
    let isFedNoise = preset.model.corruption != nil
    #expect(all.inputSquaredErrors.allSatisfy { ($0 > 0) == isFedNoise })
  }

  /// Errors are what evaluation finds, image by image.
  @Test(arguments: ["simple", "denoise"])
  func errorsAreThoseOfEvaluation(preset: String) throws {
    let preset = try #require(Preset.named(preset))
    let model = Autoencoder(
      preset.model, initialization: .heUniform, seed: 1, capacity: 4, on: makeEngine())
    let images = SmallRun.data.test.prefix(10)
    let errors = Reconstruction(of: images, by: model, seed: 0).squaredErrors
    let evaluation = model.evaluate(on: images, seed: 0)
    #expect(abs(errors.reduce(0, +) / 10 - evaluation.squaredError) < 1e-3)
  }
}
