internal import TerminalUI

/// The last line: the keys of the pane that has the focus, or a notice.
struct Footer: Widget {
  let state: ExplorerState

  func render(in area: Rect, into buffer: inout CellBuffer) {
    if let notice = state.notice {
      buffer.write(
        notice, column: area.column + 1, row: area.row, style: state.theme.warning,
        limit: area.width - 2)
      return
    }
    let pane = state.focus == .charts ? Pane.charts : .latent
    var hints = KeyBinding.all.filter { !$0.hint.isEmpty && ($0.pane == nil || $0.pane == pane) }
    if !state.session.phase.isTraining { hints.removeAll { $0.command == .pauseOrResume } }
    // Help and quit must always be there; others give way from the end.
    while hints.count > 2, width(of: hints) > area.width - 2 { hints.remove(at: hints.count - 3) }
    var column = area.column + 1
    for hint in hints {
      column = buffer.write(
        label(of: hint), column: column, row: area.row, style: state.theme.strong,
        limit: area.maxColumn - column)
      column = buffer.write(
        " \(text(of: hint))  ", column: column, row: area.row, style: state.theme.faint,
        limit: area.maxColumn - column)
    }
  }

  private func label(of binding: KeyBinding) -> String {
    binding.label.split(separator: " ").first.map(String.init) ?? ""
  }

  private func text(of binding: KeyBinding) -> String {
    binding.command == .pauseOrResume && state.session.phase == .paused ? "go on" : binding.hint
  }

  private func width(of hints: [KeyBinding]) -> Int {
    hints.reduce(0) { $0 + label(of: $1).count + text(of: $1).count + 3 }
  }
}
