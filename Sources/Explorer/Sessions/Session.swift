public import Autoencoders
internal import Foundation
internal import Synchronization

/// What a run is called on screen.
public struct RunSummary: Equatable, Sendable {
  public var preset: String
  public var dataset: String
  /// Where the run is kept.
  public var path: String?

  public init(preset: String, dataset: String, path: String?) {
    self.preset = preset
    self.dataset = dataset
    self.path = path
  }
}

/// What work behind the screen is doing.
public enum SessionPhase: Equatable, Sendable {
  case preparing(String)
  case training
  case paused
  /// No more training: it ended, was stopped, or there was none.
  case idle
  /// Training ended early with this message.
  case failed(String)

  public var isTraining: Bool { self == .training || self == .paused }
}

/// How far training is.
public struct TrainingProgress: Equatable, Sendable {
  public var epoch: Double
  public var epochs: Int
  public var step: Int
  public var imagesPerSecond: Double
  public var secondsLeft: Double?

  public init(
    epoch: Double, epochs: Int, step: Int, imagesPerSecond: Double, secondsLeft: Double?
  ) {
    self.epoch = epoch
    self.epochs = epochs
    self.step = step
    self.imagesPerSecond = imagesPerSecond
    self.secondsLeft = secondsLeft
  }

  public var fraction: Double { epochs > 0 ? min(epoch / Double(epochs), 1) : 0 }
}

/// Everything the screen needs to know of a run at one moment.
public struct SessionSnapshot: Equatable, Sendable {
  public var phase: SessionPhase
  public var summary: RunSummary
  public var progress: TrainingProgress?
  /// The layer that is trained by itself.
  public var pretrainedLayer: PretrainedLayer?
  /// What is minimized, where that is known.
  public var objective: Objective?
  public var history = LossHistory()
  public var map: LatentMap?
  public var model: ModelSnapshot?
  /// The last test evaluation's KL of each latent dimension, and E[mean²] + E[variance].
  public var klPerDimension: [Double] = []
  public var secondMoment: [Double] = []

  public init(phase: SessionPhase, summary: RunSummary) {
    self.phase = phase
    self.summary = summary
  }
}

/// Work on a thread of its own that publishes snapshots; the latest wins, and neither side waits for
/// the other.
public final class Session: Sendable {
  private struct Box {
    var snapshot: SessionSnapshot?
    var version = 0
    var error: (any Error)?
    var isEnded = false
  }

  public let control = TrainingControl()
  private let box = Mutex(Box())

  public init() {}

  /// Runs `work` on a thread of its own.
  public func start(_ work: @escaping @Sendable (Session) throws -> Void) {
    let thread = Thread {
      var failure: (any Error)?
      do { try work(self) } catch { failure = error }
      self.box.withLock {
        $0.error = failure
        $0.isEnded = true
      }
    }
    thread.name = "session"
    thread.stackSize = 8 << 20
    thread.start()
  }

  public func publish(_ snapshot: SessionSnapshot) {
    box.withLock {
      $0.snapshot = snapshot
      $0.version += 1
    }
  }

  /// The latest snapshot, when it is newer than `version`, which it sets.
  public func take(after version: inout Int) -> SessionSnapshot? {
    let latest = box.withLock { ($0.snapshot, $0.version) }
    guard latest.1 != version else { return nil }
    version = latest.1
    return latest.0
  }

  public var isEnded: Bool { box.withLock { $0.isEnded } }

  /// What the work threw.
  public var error: (any Error)? { box.withLock { $0.error } }
}
