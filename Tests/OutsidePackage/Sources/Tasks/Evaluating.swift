import Autoencoders
import ImageSets

/// Tells how good a model is: its loss by parts, what its latents are used for, and what a code tells of a class.
func evaluate(
  _ model: Autoencoder, train: LabeledImages, test: LabeledImages
) -> (negativeELBO: Double, neighborAccuracy: Double) {
  let evaluation = model.evaluate(on: test, seed: 1, samples: 16)
  let loss = evaluation.loss
  print("-ELBO \(loss.negativeELBO) = \(loss.reconstruction) + KL \(loss.kl), in nats per image")
  print("\(evaluation.activeUnits) of \(evaluation.latentCount) latents are used")
  print("PSNR \(evaluation.peakSignalToNoise(pixels: test.pixelsPerImage)) dB")

  let codes = CodedDataset(train: train, test: test, by: model)
  let (probe, neighbors) = (codes.probeAccuracy(), codes.neighborAccuracy(count: 5))
  print("of the classes a linear probe finds \(probe), the 5 nearest codes \(neighbors)")
  return (loss.negativeELBO, neighbors)
}
