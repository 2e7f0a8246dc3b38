internal import TerminalUI

/// Says how large the screen is and how large it has to be.
struct TooSmallView: Widget {
  func render(in area: Rect, into buffer: inout CellBuffer) {
    let needed = ScreenLayout.minimum
    let lines = [
      "This window is \(area.width)x\(area.height).",
      "latentwalk needs \(needed.width)x\(needed.height).",
      "Enlarge it, or q to quit.",
    ]
    let top = max((area.height - lines.count) / 2, 0)
    for (index, line) in lines.enumerated() {
      buffer.write(line, column: max((area.width - line.count) / 2, 0), row: top + index)
    }
  }
}
