public import TerminalUI

/// An event that changes the explorer.
public enum Message: Equatable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The screen has another size.
  case resized(Size)
  /// Asked to end from outside.
  case ended(ExplorerEnding)
  /// A run has news.
  case session(SessionSnapshot, of: RunID)
  /// A run's work ended with an error.
  case failed(RunID)
  /// A code was decoded.
  case decoded(DecodedImage)
}

/// How a person left the explorer.
public enum ExplorerEnding: Equatable, Sendable {
  /// By a key.
  case quit
  /// The program was asked to end by this signal.
  case signal(Int32)
}
