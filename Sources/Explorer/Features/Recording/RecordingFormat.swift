public import FileFormats

/// A form of a recording, by the ending of its file's name.
public enum RecordingFormat: String, EndingNamed, Sendable {
  /// An animated PNG.
  case png
  /// An asciicast, version 2.
  case cast
  /// An animated SVG.
  case svg
  /// A script of what was done since the explorer was opened.
  case script

  package var endings: [String] {
    switch self {
    case .png: ["png", "apng"]
    case .script: ["walk"]
    case .cast, .svg: [rawValue]
    }
  }
}
