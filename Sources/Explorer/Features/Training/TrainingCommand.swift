internal import Autoencoders

/// Requests to training.
public enum TrainingCommand: Equatable, Sendable {
  /// Pauses the training of the run that is shown, or goes on with it.
  case pauseOrResume
  /// Asks for more epochs for it.
  case longer
  /// Shows the presets to choose one from.
  case choosePreset
  /// Starts a preset.
  case start(preset: String)
}

extension TrainingCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "train.pause", "Space", "pause training, or go on", hint: "pause",
      .training(.pauseOrResume)),
    CommandRow("train.new", "Ctrl-N", "train another preset", .training(.choosePreset))
      .taking(preset),
    CommandRow(
      "train.longer", "", "train this run for more epochs", [("", .training(.longer))]),
  ]

  private static let preset = CommandArguments(
    "PRESET", example: "vae-wide", candidates: Preset.all.map(\.name)
  ) { words in
    guard words.count == 1, Preset.all.contains(where: { $0.name == words[0] }) else { return nil }
    return .training(.start(preset: words[0]))
  }

  /// The word for the footer; nil where there is nothing to pause.
  static func hint(in phase: SessionPhase) -> String? {
    switch phase {
    case .training: "pause"
    case .paused: "go on"
    case .closed, .preparing, .idle, .failed: nil
    }
  }

  /// Pauses, or goes on.
  static func pauseOrResume(_ session: inout SessionSnapshot, of run: RunID) -> [Effect] {
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
