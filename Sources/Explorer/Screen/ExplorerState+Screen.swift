public import TerminalUI

extension ExplorerState {
  /// Does what a command of the screen asks for.
  mutating func update(_ command: ScreenCommand) -> [Effect] {
    switch command {
    case .show(let screen): return show(screen)
    case .nextPane: moveFocus(by: 1)
    case .previousPane: moveFocus(by: -1)
    case .toggleMaximized: maximized = maximized == nil ? focus : nil
    case .nextTheme:
      let isLast = capabilities.background == .light
      capabilities.background = isLast ? .dark : .light
      if isLast { capabilities.contrast = capabilities.contrast == .usual ? .high : .usual }
    case .theme(let choice): choice.apply(to: &capabilities)
    }
    fitLatent()
    if screen == .compare, let comparedRun { on(comparedRun) { $0.fitLatent() } }
    return imagesEffects()
  }

  private mutating func moveFocus(by step: Int) {
    let shown = shownPanes.filter { pane in
      maximized != nil || layout?.tabs != nil || layout?.panes.count == 1
        || layout?.panes[pane] != nil
    }
    // A window too small for any pane has none to move to.
    guard let first = shown.first else { return }
    guard let index = shown.firstIndex(of: focus) else {
      focus = first
      return
    }
    focus = shown[(index + step + shown.count) % shown.count]
    if maximized != nil { maximized = focus }
  }

  /// Shows a page, all of its panes, and asks for what it needs.
  mutating func show(_ next: Screen) -> [Effect] {
    maximized = nil
    let leaving = leaveDrawing()
    compare.isChoosing = false
    screen = next
    if screen == .draw { goToDrawing() }
    fitLatent()
    return leaving + screenEffects()
  }

  /// The work that the page on screen needs done, as things stand.
  mutating func screenEffects() -> [Effect] {
    switch screen {
    case .runs: [.listRuns]
    case .walk: walkEffects()
    case .images: imagesEffects()
    case .code: codeEffects()
    case .draw: drawEffects()
    case .compare: comparedEffects()
    case .train: []
    }
  }
}

extension ThemeChoice {
  /// Draws so from now on.
  public func apply(to capabilities: inout Capabilities) {
    capabilities.contrast = self == .highContrast ? .high : .usual
    switch self {
    case .dark: capabilities.background = .dark
    case .light: capabilities.background = .light
    case .highContrast: break
    }
  }
}
