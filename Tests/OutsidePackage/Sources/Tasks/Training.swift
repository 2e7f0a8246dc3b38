import Autoencoders
import ImageSets

/// Trains a VAE until images that are held out get no better, and keeps the run in a new folder.
func train(_ images: LabeledImages, test: LabeledImages, in folder: String) throws -> RunFolder {
  let pixels = images.pixelsPerImage
  let model = ModelConfiguration(
    imageHeight: images.height, imageWidth: images.width, encoder: [.dense(32, .relu)],
    latent: .gaussian(dimensions: 2), decoder: [.dense(32, .relu), .dense(pixels, .identity)])
  let training = TrainingConfiguration(
    epochs: 60, batchSize: 20, seed: 1, validationImages: 40,
    earlyStopping: EarlyStopping(patience: 5))
  try model.validate()
  try training.validate(for: model)

  let parts = images.holdingOut(training.validationImages ?? 0)
  let trainer = try Trainer(training, of: model, images: parts.rest)
  let data = DatasetReference(
    name: "bars", source: "bars", trainImages: images.count, testImages: test.count, fingerprint: 0)
  let configuration = RunConfiguration(
    preset: "bars", model: model, training: training, dataset: data,
    kernels: trainer.model.engine.kernelName)
  let writer = try RunWriter.create(folder, configuration)
  defer { writer.close() }
  let saver = try RunSaver(writer, of: trainer, resumingAt: nil)
  let run = saver.run(test: test, heldOut: parts.heldOut)
  let kept = try saver.train(run, rescue: nil)
  print("training ended (\(kept.ending)) after \(trainer.position.epoch) epochs")
  return writer.folder
}
