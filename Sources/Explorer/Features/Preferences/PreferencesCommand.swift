public import TerminalUI

/// Requests to change what is remembered.
public enum PreferencesCommand: Equatable, Sendable {
  /// Draws images with characters, or with blocks.
  case nextShading
  /// Draws images so.
  case shading(ImageShading)
}

extension PreferencesCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "image.shading", "a", "images as ASCII characters or as blocks; remembered",
      .preferences(.nextShading)
    ).taking(
      .word(["ascii": .preferences(.shading(.ascii)), "blocks": .preferences(.shading(.blocks))]))
  ]

}

extension ExplorerState {
  /// Does what a command about what is remembered asks for.
  mutating func update(_ command: PreferencesCommand) -> [Effect] {
    var changed = preferences
    switch command {
    case .nextShading:
      changed.shading = preferences.imageShading == .ascii ? .blocks : .ascii
    case .shading(let shading): changed.shading = shading
    }
    preferences = changed
    return [.remember(changed)]
  }
}

extension Preferences {
  /// Whether the mouse is used: not unless that was said.
  var usesMouse: Bool { mouse == .on }

  /// How images are drawn: with ASCII characters, unless something else was said.
  public var imageShading: ImageShading { shading ?? .ascii }
}
