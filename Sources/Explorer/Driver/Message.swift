public import TerminalUI

/// An event that changes the explorer.
public enum Message: Equatable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The mouse was used.
  case mouse(MouseEvent)
  /// The screen has another size.
  case resized(Size)
  /// Asked to end from outside.
  case ended(ExplorerEnding)
  /// A run has news.
  case session(SessionSnapshot, of: RunID)
  /// A run's work ended with an error.
  case failed(RunID, reason: String)
  /// A code was decoded.
  case decoded(DecodedImage)
  /// Work beside the screen came to a result, or to a part of it.
  case computed(Computed, of: RunID)
  /// A run was opened or begun.
  case opened(SessionSnapshot, as: RunID)
  /// A run that was opened turned out to be none.
  case dropped(RunID, reason: String)
  /// Time went by, of which the screen is to show something.
  case elapsed(seconds: Double)
  /// An image was written to a file.
  case saved(to: String)
  /// A run was deleted with all of its files.
  case deleted(String)
  /// A run's folder has another name.
  case renamed(from: String, to: String)
  /// The library of runs could not do what it was asked; the text says why.
  case refused(String)
  /// A data set on its way has news.
  case fetched(FetchNews)
  /// A file that a person takes along was written, or was not, for the reason given.
  case wrote(TakenFile), notWritten(String)
  /// There is no room for further screens in what is recorded.
  case recordingIsFull
  /// The screen is drawn with other colors and characters.
  case look(Capabilities)
  /// A command was given as it is typed.
  case typed(String)
  /// The runs on this machine were looked through.
  case listed(RunList)
}

/// How a person left the explorer.
public enum ExplorerEnding: Equatable, Sendable {
  /// By a key.
  case quit
  /// The program was asked to end by this signal.
  case signal(Int32)
}
