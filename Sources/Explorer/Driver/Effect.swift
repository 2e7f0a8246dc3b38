public import Autoencoders

/// A request of the explorer. The driver meets it, but for notices, which the root keeps.
public enum Effect: Equatable, Sendable {
  /// Decode a code with a run's newest weights.
  case decode([Float], of: RunID)
  /// Ask a run's training for something.
  case control(TrainingControl.Command, of: RunID)
  /// Leave, once the work of every run is over.
  case leave(ExplorerEnding)
  /// Stop the program as the shell's job control does.
  case suspend
  /// Draw the whole screen at the next frame.
  case redraw
  /// Tell the person, until the next key.
  case notify(Notice)
}
