public import TerminalUI

/// What happens to the explorer.
public enum Message: Equatable, Sendable {
  case key(Key)
  case resized(Size)
  /// Asked to end from outside.
  case ended(ExplorerEnding)
  /// A run has news.
  case session(SessionSnapshot, of: RunID)
  /// A run's work ended with an error.
  case failed(RunID)
  case decoded(DecodedImage)
}

/// How a person left the explorer.
public enum ExplorerEnding: Equatable, Sendable {
  case quit
  /// The program was asked to end by this signal.
  case signal(Int32)
}
