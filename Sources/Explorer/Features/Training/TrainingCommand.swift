public import Autoencoders

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
  /// Takes one step of a run that is paused.
  case step
  /// Changes the course of the run that is shown.
  case intervene(Intervention)
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

  /// Training by hand: keys of the page on training.
  static let handRows: [CommandRow] = [
    CommandRow("train.step", ".", "one step, while paused", hint: "step", .training(.step)),
    CommandRow(
      "train.rate", "( )", "half, twice the learning rate", hint: "rate",
      [
        ("(", .training(.intervene(.rateFactor(0.5)))),
        (")", .training(.intervene(.rateFactor(2)))),
      ]
    ).taking(rate),
    CommandRow(
      "train.kl-weight", "", "set the KL term's weight",
      [("", .palette(.ask("train.kl-weight ")))]
    ).taking(weight(.kl, example: "0.5")),
    CommandRow(
      "train.set", "", "set a weight of the objective", [("", .palette(.ask("train.set ")))]
    ).taking(anyWeight),
  ]

  private static let rate = CommandArguments("RATE", example: "0.0005") { words in
    guard words.count == 1, let rate = Float(words[0]), rate.isFinite, rate > 0 else { return nil }
    return .training(.intervene(.rate(rate)))
  }

  private static func weight(_ weight: ObjectiveWeight, example: String) -> CommandArguments {
    CommandArguments("WEIGHT", example: example) { words in
      words.count == 1 ? setting(weight, to: words[0]) : nil
    }
  }

  private static let anyWeight = CommandArguments(
    "NAME WEIGHT", example: "kl-weight 0.5", candidates: ObjectiveWeight.allCases.map(\.rawValue)
  ) { words in
    guard words.count == 2, let weight = ObjectiveWeight(rawValue: words[0]) else { return nil }
    return setting(weight, to: words[1])
  }

  private static func setting(_ weight: ObjectiveWeight, to text: String) -> Command? {
    guard let value = Double(text), value.isFinite, value >= 0 else { return nil }
    return .training(.intervene(.weight(weight, value)))
  }

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
