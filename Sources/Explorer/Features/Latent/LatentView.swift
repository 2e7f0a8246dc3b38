internal import TerminalUI

/// The scatter of codes with the cursor on it.
struct LatentView: Widget {
  let latent: LatentFeature
  /// Nil until the first codes are there.
  let map: LatentMap?
  /// Where the cursor is seen; nil while there is nothing to walk.
  let cursor: PlanePoint?
  let theme: Theme
  let isFocused: Bool

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(Frame(theme, title: title, footnote: legend, isFocused: isFocused), in: area)
    let interior = Frame.interior(of: area)
    guard let cursor else {
      let text = "waiting for the first codes"
      let place = interior.centered(Size(width: text.count, height: 1))
      buffer.write(
        text, column: place.column, row: place.row, style: theme.faint, limit: place.width)
      return
    }
    buffer.draw(
      ScatterPlot(
        points: map?.points ?? [], viewport: latent.viewport, cursor: (cursor.x, cursor.y),
        shownClasses: latent.shownClasses, markers: latent.markers, theme: theme),
      in: interior)
  }

  private var title: [Span] {
    var spans = [Span("latent space", theme.strong)]
    if let map {
      let name = map.plane.principal == nil ? "codes" : "codes on their main plane"
      spans.append(Span("  \(map.points.count) test \(name)", theme.faint))
    }
    if latent.stepCells != 1 { spans.append(Span("  step \(stepText)", theme.faint)) }
    return spans
  }

  private var stepText: String {
    latent.stepCells >= 1 ? "x\(Int(latent.stepCells))" : "/\(Int(1 / latent.stepCells))"
  }

  private var legend: [Span] {
    let mark = theme.usesUnicode && latent.markers == .dots ? "●" : ""
    return (0..<LatentMap.classCount).flatMap { label in
      let isShown = latent.shownClasses.contains(label)
      let style = isShown ? theme.classStyle(label) : theme.otherClass
      return [Span("\(isShown ? mark : "")\(label)", style), Span(label < 9 ? " " : "")]
    }
  }
}
