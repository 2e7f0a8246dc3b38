/// A moment of a training run, as its observers are told of it.
public enum TrainingEvent: Sendable {
  /// The run begins or goes on.
  case began
  /// A step was taken.
  case stepped(StepReport)
  /// An epoch was completed and evaluated.
  case epochEnded(EpochReport)
  /// The run diverged, and stands again where its last sound epoch ended; the last of its position's changes
  /// says how it goes on.
  case wentBack(Divergence)
  /// A person changed its course: the learning rate, or a weight of the objective.
  case courseChanged(CourseChange)
  /// The run ends.
  case ended(TrainingEnding)
}

/// An epoch as it was reported.
public struct EpochReport: Sendable {
  /// Epochs completed, this one among them.
  public let epoch: Int
  /// Epochs of the whole run.
  public let epochs: Int
  /// Steps completed.
  public let step: Int
  /// The mean loss of the epoch's steps, each taken before its update.
  public let train: LossTerms
  /// On the test images.
  public let test: Evaluation
  /// On the held-out training images, where there are some.
  public let validation: Evaluation?
  /// Training images per second, evaluation not counted.
  public let imagesPerSecond: Double
  /// Seconds the whole epoch took, evaluation counted.
  public let seconds: Double
  /// The losses are so far above that of the first step that training can hardly come to anything.
  public let isFarAboveStart: Bool

  /// Seconds left if every epoch takes as long as this one.
  public var secondsLeft: Double {
    WorkRate(1, in: seconds).seconds(for: Double(epochs - epoch)) ?? 0
  }
}

/// The reason for which a run ended.
public enum TrainingEnding: Equatable, Sendable {
  /// All epochs were completed.
  case finished
  /// The loss on held-out images no longer fell.
  case stoppedEarly
  /// Asked to stop; the run can be resumed where it stopped.
  case stopped
  /// Asked to abort; the run can be resumed from its last checkpoint.
  case aborted
  /// It diverged again and again, and stands where its last sound epoch ended.
  case diverged

  /// There is nothing left to do.
  public var isFinal: Bool { self == .finished || self == .stoppedEarly }
}

/// Something that watches a training run: a console line, a log, a screen.
public protocol TrainingObserver: AnyObject {
  /// Called on the training thread; `run` may be read, not changed.
  func observe(_ event: TrainingEvent, in run: TrainingRun)
}

/// An action that a policy asks of the run.
public enum TrainingAction: Equatable, Sendable {
  /// Write a checkpoint.
  case saveCheckpoint
  /// Keep the model as it is now as that of the best epoch.
  case keepBest(BestEpoch)
  /// End the run.
  case stop
}

/// Decides what to do after an event, from the event alone; the run does it.
public protocol TrainingPolicy {
  /// The actions to take after an event, in order.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - position: where the run stands after it.
  mutating func actions(after event: TrainingEvent, at position: TrainingPosition)
    -> [TrainingAction]
}

/// Asks for a checkpoint when an interval of training has passed, and at the end of a run; the first comes
/// after a second at the latest, so that there is something to go on from.
public struct CheckpointPolicy: TrainingPolicy {
  private static let firstInterval = 1.0
  private let interval: Double
  private var lastSave: Double

  /// A policy for a run that begins or goes on.
  ///
  /// - Parameters:
  ///   - interval: seconds of training between checkpoints.
  ///   - start: seconds already trained when the run begins.
  public init(every interval: Double, from start: Double = 0) {
    self.interval = interval
    lastSave = start > 0 ? start : min(Self.firstInterval - interval, 0)
  }

  /// Asks for a checkpoint where one is due.
  public mutating func actions(
    after event: TrainingEvent, at position: TrainingPosition
  ) -> [TrainingAction] {
    let isDue: Bool =
      switch event {
      case .began, .wentBack, .ended(.aborted), .ended(.diverged): false
      // What a person did is not to be lost.
      case .courseChanged: true
      case .stepped, .epochEnded: position.seconds - lastSave >= interval
      case .ended: true
      }
    guard isDue else { return [] }
    lastSave = position.seconds
    return [.saveCheckpoint]
  }
}
