public import Autoencoders

/// What the explorer asks for. The driver does it, but for notices, which the root keeps.
public enum Effect: Equatable, Sendable {
  /// Decode a code with a run's newest weights.
  case decode([Float], of: RunID)
  /// Ask a run's training for something.
  case control(TrainingControl.Command, of: RunID)
  /// Leave, once the work of every run is over.
  case leave(ExplorerEnding)
  case suspend
  /// Draw the whole screen at the next frame.
  case redraw
  /// Tell the person, until the next key.
  case notify(Notice)
}

/// A line for the person, until the next key.
public enum Notice: Equatable, Sendable {
  case noCodes(ofClass: Int)
  case priorIsOffPlane
  case nothingIsTrained

  /// The line.
  public var text: String {
    switch self {
    case .noCodes(let label): "no codes of class \(label)"
    case .priorIsOffPlane: "a sample of the prior lies off the plane shown"
    case .nothingIsTrained: "nothing is being trained"
    }
  }
}
