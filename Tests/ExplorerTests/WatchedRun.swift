import Autoencoders
import Explorer
import FileFormats
import ImageSets
import Testing

/// A run with a log and a screen, and what both tell of it when it is over.
struct WatchedRun {
  let run: TrainingRun
  let session = Session()
  let observer: SessionObserver
  let configuration: RunConfiguration
  private let log = Log()

  private final class Log { var lines: [MetricsLine] = [] }

  /// A run of a preset on made-up images.
  ///
  /// - Parameters:
  ///   - train: images to train on.
  ///   - test: images to test on.
  ///   - seconds: the clock of what is published.
  ///   - watcher: another observer, the last to be told.
  ///   - configure: changes the preset's training.
  init(
    _ preset: String, train: Int, test: Int = 20,
    seconds: @escaping () -> Double = SessionObserver.steadyClock(),
    and watcher: (any TrainingObserver)? = nil, configure: (inout TrainingConfiguration) -> Void
  ) throws {
    var preset = try #require(Preset.named(preset))
    configure(&preset.training)
    let trainer = Trainer(
      preset.training, of: preset.model, images: Self.images(train), on: try Engine(threads: 1))
    configuration = RunConfiguration(
      preset: preset.name, model: preset.model, training: preset.training,
      dataset: DatasetReference(
        name: "stripes", source: "stripes", trainImages: train, testImages: test, fingerprint: 0),
      kernels: "")
    observer = SessionObserver(
      session, summary: RunSummary(preset: preset.name, dataset: "stripes", path: nil),
      seconds: seconds)
    let recorder = MetricsRecorder { [log] line in log.lines.append(line) }
    run = TrainingRun(
      trainer,
      evaluator: Evaluator(
        images: Self.images(test), model: preset.model, capacity: trainer.model.capacity),
      observers: [recorder, observer] + [watcher].compactMap(\.self))
  }

  static func images(_ count: Int) -> LabeledImages {
    LabeledImages(
      height: 28, width: 28,
      pixels: (0..<count * 784).map { index in
        let (image, row) = (index / 784, index % 784 / 28)
        return UInt8((row * (3 + image % 10) + image * 7 + index % 28 * (image % 3)) % 256)
      },
      labels: (0..<count).map { UInt8($0 % 10) })
  }

  /// The newest that was published.
  func snapshot() throws -> SessionSnapshot {
    var version = 0
    return try #require(session.take(after: &version))
  }

  /// The lines of the log, by way of its text.
  func lines() throws -> [MetricsLine] {
    let log = MetricsLog(parsing: try log.lines.map { try $0.json.text() + "\n" }.joined())
    #expect(log.damagedLines == [])
    return log.lines
  }

  /// The history as the run's folder would tell it.
  func opened() throws -> LossHistory { LossHistory(try lines(), of: configuration) }
}
