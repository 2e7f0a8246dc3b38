public import Autoencoders

/// A request of the explorer. The driver meets it, but for notices, which the root keeps.
public enum Effect: Equatable, Sendable {
  /// Decode a code with a run's newest weights.
  case decode([Float], of: RunID)
  /// Do work that takes longer than a frame, with a run's newest weights.
  case compute(Computation, of: RunID)
  /// Look for the runs on this machine.
  case listRuns
  /// Open a run from a file, or start one.
  case open(RunRequest, as: RunID)
  /// Give a run's folder another name.
  case rename(String, to: String)
  /// Keep bookmarks in a run's folder.
  case keep(Bookmarks, in: String)
  /// Write an image to a file.
  case save(SavedImage, to: String)
  /// Delete a run with all of its files.
  case delete(String)
  /// Ask a run's training for something.
  case control(TrainingControl.Command, of: RunID)
  /// Ask a run's training for another course.
  case intervene(Intervention, of: RunID)
  /// Ask a run that is paused for one step.
  case step(of: RunID)
  /// Fetch a data set, behind the screen.
  case fetch(String)
  /// Stop fetching.
  case stopFetching
  /// Keep a person's preferences for the next start.
  case remember(Preferences)
  /// Leave, once the work of every run is over.
  case leave(ExplorerEnding)
  /// Stop the program as the shell's job control does.
  case suspend
  /// Let the mouse send events, or no more.
  case listenToMouse(Bool)
  /// Draw the whole screen at the next frame.
  case redraw
  /// Write a picture of the screen to a file.
  case keepScreen(SnapshotFormat, FileTarget)
  /// Write codes of a run, by their rows, and the images they are of to a file.
  case export(rows: [Int], of: RunID, ExportFormat, FileTarget)
  /// Record the screen from now on, or write what was recorded.
  case record(RecordingFormat, FileTarget), endRecording
  /// Tell the person, until the next key.
  case notify(Notice)
}
