internal import FileFormats
internal import ProgramOptions
internal import TerminalUI
internal import TrainingLogs

extension LogError: Explainable {
  var message: String {
    switch self {
    case .file(let error): error.message
    case .noLog(let path):
      "\(path): no log of a training is there; logs of latentwalk, TensorBoard, wandb, Trackio, MLflow and "
        + "transformers are read, and tables or lines of JSON with a step"
    case .damaged(let path): "\(path): begins like a log, but cannot be read as one"
    case .busy(let path): "\(path): another program has it locked; try again"
    case .store(let path, let code, let reason):
      "\(path): SQLite cannot read it: \(reason) (code \(code))"
    }
  }
}

extension RunFinding {
  /// The finding in words, its own word first.
  var text: String {
    switch self {
    case .notFinite(let tag, let step, let value):
      "nan: \(printable(tag)) is \(fixed(value, decimals: 0)), first at step \(step)"
    case .wentBack(let count, let step):
      "nan: diverged \(count == 1 ? "once" : "\(count) times"), went back to step \(step)"
    case .diverging(let tag, let last, let least, let step):
      "diverging: \(printable(tag)) \(significant(last)), was \(significant(least)) at step \(step)"
    case .plateau(let tag, let value):
      "plateau: \(printable(tag)) \(significant(value)) has not fallen in the second half"
    case .overfitting(let tag, let last, let best, let step):
      "overfitting: \(printable(tag)) \(significant(last)), was \(significant(best)) at step \(step)"
    case .collapse(let count, let all): "collapse: \(count) of \(counted(all, "latent"))"
    case .deadUnits(let tag, let value): "dead-units: \(printable(tag)) \(significant(value))"
    case .updateRatio(let tag, let value):
      "update-ratio: \(printable(tag)) \(significant(value)), usual are 1e-4 to 1e-2"
    case .stalled(let minutes): "stalled: no news for \(counted(minutes, "minute"))"
    }
  }
}
