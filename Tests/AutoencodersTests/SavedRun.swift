import Autoencoders
import Datasets
import FileFormats
import ImageSets
import Testing

/// A small run that is kept on disk. Its seconds are its steps, and every step and epoch asks for a
/// checkpoint.
struct SavedRun {
  let saver: RunSaver
  let run: TrainingRun
  private let events = Events()

  private final class Events { var all: [StorageEvent] = [] }

  /// What the saver told.
  var told: [StorageEvent] { events.all }

  init(
    _ writer: RunWriter, of trainer: Trainer, resumingAt checkpoint: Checkpoint? = nil,
    sound: Checkpoint? = nil, heldOut: Int = 0, observers: [any TrainingObserver] = []
  ) throws {
    saver = try RunSaver(writer, of: trainer, resumingAt: checkpoint) {
      Double(trainer.position.step)
    }
    saver.tell = { [events] in events.all.append($0) }
    run = saver.run(
      test: SmallRun.data.test, heldOut: SmallRun.data.train.holdingOut(heldOut).heldOut,
      observers: observers, sound: sound, secondsBetweenCheckpoints: 0)
  }

  /// The lines of a log, but for clocks.
  static func lines(of folder: RunFolder) throws -> [MetricsLine] {
    let log = try folder.metrics()
    #expect(log.damagedLines == [])
    return log.lines.map {
      var line = $0
      (line.seconds, line.imagesPerSecond, line.wallTime) = (0, nil, nil)
      return line
    }
  }
}

/// Does something after a step.
final class StepWatcher: TrainingObserver {
  private let actions: [Int: () throws -> Void]

  init(_ actions: [Int: () throws -> Void]) { self.actions = actions }

  func observe(_ event: TrainingEvent, in run: TrainingRun) {
    guard case .stepped(let report) = event else { return }
    do { try actions[report.step]?() } catch { Issue.record(error) }
  }
}

/// Asks a run to stop after a step.
final class Stopper: TrainingObserver {
  private let last: Int
  private let control: TrainingControl

  init(after last: Int, _ control: TrainingControl) { (self.last, self.control) = (last, control) }

  func observe(_ event: TrainingEvent, in run: TrainingRun) {
    if run.trainer.position.step == last { control.request(.stop) }
  }
}
