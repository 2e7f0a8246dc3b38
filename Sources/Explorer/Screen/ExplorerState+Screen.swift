internal import TerminalUI

extension ExplorerState {
  /// Does what a command of the screen asks for.
  mutating func update(_ command: ScreenCommand) -> [Effect] {
    switch command {
    case .nextPane: moveFocus(by: 1)
    case .previousPane: moveFocus(by: -1)
    case .showPane(let pane): show(pane)
    case .toggleMaximized: maximized = maximized == nil ? focus : nil
    case .nextTheme:
      capabilities.background = capabilities.background == .dark ? .light : .dark
    }
    return []
  }

  private mutating func moveFocus(by step: Int) {
    let shown = Pane.allCases.filter { pane in
      maximized != nil || layout?.tabs != nil || layout?.panes[pane] != nil
    }
    guard let index = shown.firstIndex(of: focus) else { return }
    show(shown[(index + step + shown.count) % shown.count])
  }

  private mutating func show(_ pane: Pane) {
    if maximized != nil { maximized = pane }
    focus = pane
    if layout?.panes[pane] == nil { maximized = pane }
  }
}
