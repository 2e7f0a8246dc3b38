public import FileFormats
internal import TerminalUI

/// A form of a picture of the screen, by the ending of its file's name.
public enum SnapshotFormat: String, EndingNamed, Sendable {
  /// Shapes and text that any size can be made of.
  case svg
  /// Pixels.
  case png
  /// Characters alone.
  case text
  /// Characters with a terminal's escape sequences.
  case ansi

  package var endings: [String] { self == .text ? ["txt", "text"] : [rawValue] }

  /// The bytes of a screen's picture.
  func bytes(of screen: CellBuffer, background: Background) -> [UInt8] {
    switch self {
    case .svg: Array(screen.svgText(background: background).utf8)
    case .png: screen.pngBytes(background: background)
    case .text: Array(screen.text.utf8)
    case .ansi: Array(screen.ansiText.utf8)
    }
  }
}
