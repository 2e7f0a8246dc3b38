internal import TerminalUI

extension ExplorerState {
  /// Does what a command of the mouse asks for.
  mutating func update(_ command: MouseCommand) -> [Effect] {
    let isUsed =
      switch command {
      case .toggle: !preferences.usesMouse
      case .use(let isUsed): isUsed
      }
    preferences.mouse = isUsed ? .on : .off
    return [
      .listenToMouse(isUsed), .remember(preferences), .notify(.mouse(isUsed: isUsed)),
    ]
  }

  /// Does what the mouse asks for: a click shows a page, gives a pane the keys, and moves the cursor or
  /// chooses a run, and the wheel zooms or chooses; on a drawing it draws.
  mutating func use(_ mouse: MouseEvent) -> [Effect] {
    guard preferences.usesMouse, modes.isEmpty, let layout else { return [] }
    if mouse.kind != .release { notice = nil }
    if mouse.kind == .press, layout.title.contains(mouse.position) {
      let tab = TitleBar.tabs(of: screen, in: layout.title).last {
        $0.column <= mouse.position.column && mouse.position.column < $0.column + $0.text.count
      }
      return tab.map { show($0.screen) } ?? []
    }
    if mouse.kind == .release, screen == .draw { run.draw.liftPen() }
    guard let pane = layout.panes.first(where: { $0.value.contains(mouse.position) })?.key else {
      return []
    }
    if mouse.kind == .press { focus = pane }
    return use(mouse, in: pane)
  }

  private mutating func use(_ mouse: MouseEvent, in pane: Pane) -> [Effect] {
    switch (mouse.kind, pane) {
    case (.press, .latent), (.drag, .latent):
      run.walk.stop()
      return run.latent.go(toCell: mouse.position, latentContext) + codeEffects()
    case (.press, .canvas), (.drag, .canvas):
      return layout?.panes[.canvas].map { draw(by: mouse, in: $0) } ?? []
    case (.press, .runs): return chooseRun(at: mouse.position)
    case (.wheelUp, .latent): return perform(.latent(.zoomIn))
    case (.wheelDown, .latent): return perform(.latent(.zoomOut))
    case (.wheelUp, .runs): return perform(.runs(.select(-1)))
    case (.wheelDown, .runs): return perform(.runs(.select(1)))
    default: return []
    }
  }

  /// Chooses the run at a cell; a sweep is folded or unfolded, too.
  private mutating func chooseRun(at cell: Position) -> [Effect] {
    guard let area = layout?.panes[.runs], let row = RunsView.row(of: runList, at: cell, in: area)
    else { return [] }
    let effects = perform(.runs(.select(row - runList.selection)))
    return runList.chosenRow?.sweep == nil ? effects : effects + perform(.runs(.open))
  }
}
