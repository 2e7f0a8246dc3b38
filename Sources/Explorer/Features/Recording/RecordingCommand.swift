internal import FileFormats

/// Requests to record the screen.
public enum RecordingCommand: Equatable, Sendable {
  /// Begins to record, to an animated PNG beside the run, or ends what is recorded.
  case toggle
  /// Begins to record to a file.
  case begin(RecordingFormat, path: String)
}

extension RecordingCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "record", "R",
      "record the screen until R: animated PNG or SVG, asciicast, or a script, by its ending",
      .recording(.toggle)
    ).taking(
      .file(RecordingFormat.self, example: "walk.cast") { .recording(.begin($0, path: $1)) })
  ]
}

extension ExplorerState {
  /// Begins or ends a recording.
  mutating func update(_ command: RecordingCommand) -> [Effect] {
    switch command {
    case .toggle where isRecording:
      isRecording = false
      return [.endRecording]
    case .toggle:
      return record(.png, to: fileTarget(nil, ending: RecordingFormat.png.endings[0]))
    case .begin(let format, let path):
      return isRecording ? [.notify(.isRecorded)] : record(format, to: .path(path))
    }
  }

  private mutating func record(_ format: RecordingFormat, to target: FileTarget) -> [Effect] {
    isRecording = true
    return [.record(format, target), .notify(.recording)]
  }
}
