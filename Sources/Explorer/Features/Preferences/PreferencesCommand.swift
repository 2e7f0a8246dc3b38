public import TerminalUI

/// Requests to change what is remembered.
public enum PreferencesCommand: Equatable, Sendable {
  /// Draws images with characters, or with blocks.
  case nextShading
}

extension PreferencesCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "image.shading", "a", "images as ASCII characters or as blocks; remembered",
      .preferences(.nextShading))
  ]

  /// Does what the command asks for.
  func update(_ preferences: inout Preferences) -> [Effect] {
    switch self {
    case .nextShading:
      preferences.shading = preferences.imageShading == .ascii ? .blocks : .ascii
      return [.remember(preferences)]
    }
  }
}

extension Preferences {
  /// How images are drawn: with ASCII characters, unless something else was said.
  public var imageShading: ImageShading { shading ?? .ascii }
}
