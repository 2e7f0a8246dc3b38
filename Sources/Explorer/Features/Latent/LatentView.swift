internal import TerminalUI

/// The scatter of codes with the cursor on it.
struct LatentView: Widget {
  let state: ExplorerState

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      Frame(state.theme, title: title, footnote: legend, isFocused: state.focus == .latent),
      in: area)
    let interior = Frame.interior(of: area)
    guard state.session.map != nil || state.session.model != nil else {
      let text = "waiting for the first codes"
      let place = interior.centered(Size(width: text.count, height: 1))
      buffer.write(
        text, column: place.column, row: place.row, style: state.theme.faint, limit: place.width)
      return
    }
    buffer.draw(
      ScatterPlot(
        points: state.session.map?.points ?? [], viewport: state.viewport,
        cursor: (state.cursor.x, state.cursor.y), shownClasses: state.shownClasses,
        markers: state.markers, theme: state.theme),
      in: interior)
  }

  private var title: [Span] {
    var spans = [Span("latent space", state.theme.strong)]
    if let map = state.session.map {
      let what = map.plane == nil ? "codes" : "codes on their main plane"
      spans.append(Span("  \(map.points.count) test \(what)", state.theme.faint))
    }
    if state.stepCells != 1 {
      spans.append(Span("  step \(stepText)", state.theme.faint))
    }
    return spans
  }

  private var stepText: String {
    state.stepCells >= 1 ? "x\(Int(state.stepCells))" : "/\(Int(1 / state.stepCells))"
  }

  private var legend: [Span] {
    let mark = state.theme.usesUnicode && state.markers == .dots ? "●" : ""
    return (0..<LatentMap.classCount).flatMap { label in
      let isShown = state.shownClasses.contains(label)
      let style = isShown ? state.theme.classStyle(label) : state.theme.otherClass
      return [Span("\(isShown ? mark : "")\(label)", style), Span(label < 9 ? " " : "")]
    }
  }
}
