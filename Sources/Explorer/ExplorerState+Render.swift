public import TerminalUI

extension ExplorerState {
  /// The screen that shows this state.
  public func render() -> CellBuffer {
    var buffer = CellBuffer(size: size)
    guard let layout else {
      renderTooSmall(into: &buffer)
      return buffer
    }
    buffer.draw(TitleBar(state: self), in: layout.title)
    if let tabs = layout.tabs { buffer.draw(TabLine(state: self), in: tabs) }
    for (pane, area) in layout.panes {
      switch pane {
      case .latent: buffer.draw(LatentView(state: self), in: area)
      case .digit: buffer.draw(DigitView(state: self), in: area)
      case .charts: buffer.draw(LossView(state: self), in: area)
      case .info: buffer.draw(ModelView(state: self), in: area)
      }
    }
    buffer.draw(Footer(state: self), in: layout.footer)
    renderOverlay(into: &buffer)
    return buffer
  }

  private func renderTooSmall(into buffer: inout CellBuffer) {
    let needed = ScreenLayout.minimum
    let lines = [
      "This window is \(size.width)x\(size.height).",
      "latentwalk needs \(needed.width)x\(needed.height).",
      "Enlarge it, or q to quit.",
    ]
    let top = max((size.height - lines.count) / 2, 0)
    for (index, line) in lines.enumerated() {
      buffer.write(line, column: max((size.width - line.count) / 2, 0), row: top + index)
    }
  }

  private func renderOverlay(into buffer: inout CellBuffer) {
    switch overlay {
    case nil: break
    case .help(let scroll): buffer.draw(HelpView(theme: theme, scroll: scroll), in: buffer.bounds)
    case .quit:
      let keys: [(String, String)] = [
        ("s", "stop training and save the run"),
        ("k", "abort: keep only the last checkpoint"), ("Esc", "go on training"),
      ]
      buffer.draw(
        Dialog(
          title: "Training is under way",
          lines: keys.map { key, meaning in
            [
              Span(key + String(repeating: " ", count: 5 - key.count), theme.focusedFrame),
              Span(meaning),
            ]
          },
          theme: theme),
        in: buffer.bounds)
    case .saving:
      buffer.draw(
        Dialog(title: "Leaving", lines: [[Span("saving the run ...")]], theme: theme),
        in: buffer.bounds)
    }
  }
}

/// The names of the panes, where only one is shown.
struct TabLine: Widget {
  let state: ExplorerState

  func render(in area: Rect, into buffer: inout CellBuffer) {
    var column = area.column + 1
    for pane in Pane.allCases {
      let isShown = state.layout?.panes[pane] != nil
      let name = "F\(pane.rawValue + 1) \(Self.shortTitles[pane.rawValue])"
      guard column + name.count < area.maxColumn else { return }
      column =
        buffer.write(
          name, column: column, row: area.row,
          style: isShown ? state.theme.focusedFrame.with(.underline) : state.theme.faint) + 2
    }
  }

  private static let shortTitles = ["latent", "digit", "losses", "model"]
}
