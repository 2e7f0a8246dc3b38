/// How the pixels of an image are drawn in cells.
public enum ImageShading: String, CaseIterable, Sendable {
  /// With ASCII characters, the more ink the brighter the pixel; can be copied as text.
  case ascii
  /// With filled cells and halves of cells, as true to the gray values as the colors allow.
  case blocks

  /// What draws so with the colors and characters of `theme`.
  func shader(_ theme: Theme) -> any PixelShader {
    switch self {
    case .ascii: AsciiShader(theme: theme)
    case .blocks: BlockShader(theme: theme)
    }
  }

  /// What draws colors so.
  func colorShader(_ theme: Theme) -> any ColorShader {
    switch self {
    case .ascii: AsciiShader(theme: theme)
    case .blocks: BlockShader(theme: theme)
    }
  }
}

/// Turns gray values from 0 to 1 into cells.
protocol PixelShader {
  /// A cell within one pixel.
  func cell(_ value: Float) -> Cell
  /// A cell that holds two pixels, one above the other.
  func cell(upper: Float, lower: Float) -> Cell
}
