package import Autoencoders
package import FileFormats
internal import ImageSets

/// Adds pictures to the events of a run: test images and their reconstructions, samples of the prior and the plane of two
/// latents, after some epochs. What TensorBoard's projector shows comes at its end.
package final class EventPictureRecorder: TrainingObserver {
  /// Test images that are reconstructed.
  private static let reconstructions = 16
  /// Images a side of the samples, and of the plane.
  private static let side = 10

  private let events: EventRecorder
  private let writer: RunWriter
  /// Codes of the test images after the last epoch.
  private var codes: [Float] = []
  /// What kept the projector's files from being written.
  package private(set) var failure: FileError?

  /// A recorder for a run; nil where no events of it are kept.
  package init?(_ saver: RunSaver) {
    guard let events = saver.eventRecorder else { return nil }
    (self.events, writer) = (events, saver.writer)
  }

  /// Adds pictures where the event calls for them.
  package func observe(_ event: TrainingEvent, in run: TrainingRun) {
    switch event {
    case .epochEnded(let report):
      codes = report.test.codes
      guard EventRecorder.isLook(report) else { return }
      events.append(pictures(of: run), step: report.step)
      // Before the last checkpoint, after which a run has nothing left to do.
      if report.epoch == report.epochs { writeProjectorFiles(of: run) }
    case .ended(.stoppedEarly), .ended(.stopped): writeProjectorFiles(of: run)
    case .began, .stepped, .wentBack, .courseChanged, .ended: break
    }
  }

  private func writeProjectorFiles(of run: TrainingRun) {
    do { try projectorFiles(of: run)?.write(to: writer) } catch { failure = error }
  }

  private func pictures(of run: TrainingRun) -> [TensorBoardEvent.Value] {
    let (model, images) = (run.trainer.model, run.evaluator.images.prefix(Self.reconstructions))
    let originals = (0..<images.count).map { images.image($0).map { Float($0) / 255 } }
    let sheets =
      [
        ("images/reconstructions", originals + model.reconstruct(images), images.count)
      ] + generated(by: model).map { ($0.tag, $0.images, Self.side) }
    return sheets.map { tag, images, columns in
      let sheet = ImageSheet(images, columns: columns, of: model.configuration)
      return TensorBoardEvent.Value(tag, .picture(sheet.eventPicture))
    }
  }

  private func generated(by model: Autoencoder) -> [(tag: String, images: [[Float]])] {
    guard model.configuration.isVariational else { return [] }
    let samples = model.priorCodes(0..<Self.side * Self.side, seed: 0)
    var generated = [(tag: "images/samples", images: model.images(of: samples))]
    if model.configuration.latentCount == 2 {
      let grid = LatentGrid(quantiles: Self.side)
      generated.append(("images/manifold", model.images(of: grid.codes(dimensions: 2))))
    }
    return generated
  }

  private func projectorFiles(of run: TrainingRun) -> ProjectorFiles? {
    let (model, images) = (run.trainer.model.configuration, run.evaluator.images)
    guard codes.count == images.count * model.latentCount else { return nil }
    return ProjectorFiles(codes: codes, latents: model.latentCount, images: images)
  }
}

extension ImageSheet {
  fileprivate var eventPicture: TensorBoardEvent.Picture {
    TensorBoardEvent.Picture(
      height: height, width: width, channels: channels, png: pngBytes(effort: .least))
  }
}
