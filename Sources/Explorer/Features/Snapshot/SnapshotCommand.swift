internal import FileFormats

/// Requests for a picture of the screen.
public enum SnapshotCommand: Equatable, Sendable {
  /// Writes what is on screen to a file; nil for one of a number beside the run.
  case take(SnapshotFormat, path: String?)
}

extension SnapshotCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "snapshot", "P", "keep a picture of the screen: SVG, PNG, text or ANSI, by its ending",
      .snapshot(.take(.svg, path: nil))
    ).taking(.file(SnapshotFormat.self, example: "screen.png") { .snapshot(.take($0, path: $1)) })
  ]
}

extension ExplorerState {
  /// Asks for a picture of the screen as it is.
  mutating func update(_ command: SnapshotCommand) -> [Effect] {
    switch command {
    case .take(let format, let path):
      [.keepScreen(format, fileTarget(path, ending: format.endings[0]))]
    }
  }

  /// A file that a person named, or one beside the run, named after the page.
  func fileTarget(_ path: String?, ending: String) -> FileTarget {
    path.map(FileTarget.path)
      ?? .numbered(folder: session.folder, stem: screen.title.lowercased(), ending: ending)
  }
}
