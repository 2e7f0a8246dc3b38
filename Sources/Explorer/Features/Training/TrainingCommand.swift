internal import Autoencoders

/// Requests to the training of the run that is shown.
public enum TrainingCommand: Equatable, Sendable {
  /// Pauses training, or goes on with it.
  case pauseOrResume
}

extension TrainingCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "train.pause", "Space", "pause training, or go on", hint: "pause",
      .training(.pauseOrResume))
  ]

  /// The word for the footer; nil where there is nothing to pause.
  static func hint(in phase: SessionPhase) -> String? {
    switch phase {
    case .training: "pause"
    case .paused: "go on"
    case .closed, .preparing, .idle, .failed: nil
    }
  }

  /// Does what the command asks for.
  func update(_ session: inout SessionSnapshot, of run: RunID) -> [Effect] {
    switch session.phase {
    case .training:
      session.phase = .paused
      return [.control(.pause, of: run)]
    case .paused:
      session.phase = .training
      return [.control(.run, of: run)]
    case .closed, .preparing, .idle, .failed: return [.notify(.nothingIsTrained)]
    }
  }
}
