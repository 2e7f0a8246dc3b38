package import Autoencoders
package import FileFormats
internal import ImageSets

/// Saves a picture of the latent space in the run's folder before the first epoch, after every few, and
/// after the last.
package final class PictureRecorder: TrainingObserver {
  private let writer: RunWriter
  private let interval: Int
  /// The first thing that went wrong; the pictures after it are made all the same.
  package private(set) var failure: FileError?

  /// A recorder of pictures in a run's folder.
  ///
  /// - Parameters:
  ///   - writer: the run's writer.
  ///   - interval: epochs from one picture to the next.
  package init(_ writer: RunWriter, every interval: Int) {
    self.writer = writer
    self.interval = interval
  }

  /// Whether there is anything to see: codes are points of a plane with a prior.
  package static func canDraw(_ model: ModelConfiguration) -> Bool {
    model.isVariational && model.latentCount == 2
  }

  /// Saves a picture where the event calls for one.
  package func observe(_ event: TrainingEvent, in run: TrainingRun) {
    switch event {
    case .began where run.trainer.position.step == 0:
      save(run.evaluator.codes(run.trainer.model), run)
    case .epochEnded(let report)
    where report.epoch % interval == 0 || report.epoch == report.epochs:
      save(report.test.codes, run)
    default: break
    }
  }

  private func save(_ codes: [Float], _ run: TrainingRun) {
    let epoch = run.trainer.position.epoch
    let picture = LatentPicture(
      codes: codes, labels: run.evaluator.images.labels, model: run.trainer.model, epoch: epoch,
      epochs: run.trainer.configuration.epochs)
    let digits = String(epoch)
    let name = "epoch-" + String(repeating: "0", count: max(6 - digits.count, 0)) + digits
    do {
      try writer.write(
        picture.draw().pngBytes(), to: "\(name).png", inSubfolder: RunFolder.picturesName)
    } catch { failure = failure ?? error }
  }
}

extension RunFolder {
  /// Where pictures over training are kept.
  package var picturesPath: String { "\(path)/\(Self.picturesName)" }

  fileprivate static let picturesName = "pictures"
}
