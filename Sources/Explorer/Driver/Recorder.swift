internal import TerminalUI

/// Screens that are recorded, and where they go.
struct Recorder {
  var recording = ScreenRecording()
  let format: RecordingFormat
  let target: FileTarget

  /// Adds a screen where screens are recorded; false where there is no room for it.
  mutating func add(_ screen: CellBuffer, at milliseconds: Int) -> Bool {
    format == .script || recording.add(screen, at: milliseconds)
  }
}
