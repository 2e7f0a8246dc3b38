internal import FileFormats
public import TerminalUI

extension CellBuffer {
  /// The screen as an SVG picture. Blocks, braille and box lines are drawn as shapes, so that the
  /// picture does not depend on a font having them.
  public func svgText(background: Background) -> String {
    var painter = SVGPainter(size: size, background: background)
    for row in 0..<size.height { painter.paint(Array(self.row(row)), row: row) }
    painter.paintDots()
    return painter.document.text
  }
}
