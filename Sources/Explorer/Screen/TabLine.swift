internal import TerminalUI

/// The names of the panes, where only one is shown.
struct TabLine: Widget {
  let screen: Screen
  let panes: [Pane]
  let shown: Set<Pane>
  let theme: Theme

  func render(in area: Rect, into buffer: inout CellBuffer) {
    var column = area.column + 1
    for pane in panes {
      let name = pane.shortTitle(on: screen)
      guard column + name.count < area.maxColumn else { return }
      let style = shown.contains(pane) ? theme.focusedFrame.with(.underline) : theme.faint
      column = buffer.write(name, column: column, row: area.row, style: style) + 2
    }
  }
}
