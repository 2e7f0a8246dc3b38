internal import TerminalUI

/// The values of a code as bars in rows, each a cell wide; what is below zero is drawn in another color.
struct CodeBars: Widget {
  let code: [Float]
  /// The absolute value whose bar is full.
  let scale: Float
  let theme: Theme

  func render(in area: Rect, into buffer: inout CellBuffer) {
    guard area.width > 0 else { return }
    for (index, value) in code.enumerated() where index / area.width < area.height {
      buffer[area.column + index % area.width, area.row + index / area.width] = Cell(
        glyph(value), value < 0 ? theme.train.with(.underline) : theme.test)
    }
  }

  private static let blocks: [Unicode.Scalar] = Array("▁▂▃▄▅▆▇█".unicodeScalars)
  private static let ascii: [Unicode.Scalar] = Array(".:;>=X#".unicodeScalars)

  /// Zero alone is drawn as zero; whatever is not is drawn.
  private func glyph(_ value: Float) -> Unicode.Scalar {
    guard value.isFinite else { return "?" }
    guard value != 0, scale > 0 else { return theme.usesUnicode ? "·" : "_" }
    let glyphs = theme.usesUnicode ? Self.blocks : Self.ascii
    let level = Int(abs(value) / scale * Float(glyphs.count))
    return glyphs[min(level, glyphs.count - 1)]
  }
}
