import Autoencoders
import Explorer
import ImageSets
import TestSupport
import Testing

struct SessionObserverTests {
  /// 256 images in batches of two are 128 steps an epoch, two or more to a line of the log.
  @Test(.waitsForThreads) func aRunLooksTheSameLiveAndOpenedAgain() throws {
    var training = try #require(Preset.named("vae")).training
    (training.epochs, training.batchSize) = (2, 2)
    let images = LabeledImages(
      height: 28, width: 28,
      pixels: (0..<256 * 784).map { UInt8($0 * 7 % 256) }, labels: (0..<256).map { UInt8($0 % 10) })
    let model = try #require(Preset.named("vae")).model
    let trainer = Trainer(training, of: model, images: images, on: try Engine(threads: 1))
    let session = Session()
    var lines: [MetricsLine] = []
    try TrainingRun(
      trainer,
      evaluator: Evaluator(
        images: images.prefix(20), model: model, capacity: trainer.model.capacity),
      observers: [
        MetricsRecorder { lines.append($0) },
        SessionObserver(session, summary: RunSummary(preset: "vae", dataset: "x", path: nil)),
      ]
    ).run()
    var version = 0
    let live = try #require(session.take(after: &version)).history
    let opened = LossHistory(lines)
    #expect(live.train.count == opened.train.count && live.train.count > 50)
    #expect(live.test == opened.test && live.test.count == 2)
    for (a, b) in zip(live.train, opened.train) {
      #expect(a.epoch == b.epoch && a.losses.steps == b.losses.steps && a.losses.steps > 1)
      #expect(a.losses.least == b.losses.least && a.losses.greatest == b.losses.greatest)
      #expect(abs(a.losses.mean.total - b.losses.mean.total) < 1e-9)
    }
  }
}
