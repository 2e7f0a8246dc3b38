internal import Autoencoders
internal import TerminalUI

/// The scatter of codes with the cursor on it.
struct LatentView: Widget {
  /// Which of two runs it is of; nil where there is one.
  var letter: String?
  let run: OpenRun
  let shading: ImageShading
  /// Where the cursor is seen; nil while there is nothing to walk.
  let cursor: PlanePoint?
  let theme: Theme
  let isFocused: Bool
  /// Whether the posterior of the drawing is shown.
  var showsDrawing = false

  private var latent: LatentFeature { run.latent }
  /// Nil until the first codes are there.
  private var map: LatentMap? { run.map }
  private var overlay: LatentOverlay {
    LatentOverlay(run: run, shading: shading, theme: theme, showsDrawing: showsDrawing)
  }
  private var layerTitle: LayerTitle { LayerTitle(overlay: overlay, theme: theme) }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let (interior, room) = (Frame.interior(of: area), Frame.room(in: area))
    buffer.draw(
      Frame(
        theme, title: title.fitted(in: room),
        footnote: .fitting(footnote(in: interior, room: room), room: room), isFocused: isFocused),
      in: area)
    guard let cursor else {
      let text = "waiting for the first codes"
      let place = interior.centered(Size(width: text.count, height: 1))
      buffer.write(
        text, column: place.column, row: place.row, style: theme.faint, limit: place.width)
      return
    }
    let plot = ScatterPlot.plotArea(of: interior, showing: latent.viewport)
    var scatter = ScatterPlot(
      points: map?.points ?? [], viewport: latent.viewport, cursor: (cursor.x, cursor.y),
      shownClasses: latent.shownClasses, markers: overlay.hidesPoints ? .hidden : latent.markers,
      theme: theme)
    scatter.classMarks = run.classes.marks
    scatter.ground = overlay.ground(in: plot.size)
    scatter.curves = overlay.curves
    scatter.marks = overlay.marks
    buffer.draw(scatter, in: interior)
  }

  /// What lies behind the codes, which codes they are, of which weights, and on which plane.
  private var title: LineParts {
    var title = LineParts()
    if let letter { title.add([Span(letter, theme.focusedFrame)]) }
    if latent.markers == .hidden { title.add([Span("points hidden", theme.warning)]) }
    let hasLayers = layerTitle.add(to: &title)
    PlaneTitle(run: run, theme: theme).add(to: &title, after: hasLayers)
    if latent.stepCells != 1 { title.add([Span("step \(stepText)", theme.faint)]) }
    return title
  }

  private var stepText: String {
    latent.stepCells >= 1 ? "x\(Int(latent.stepCells))" : "/\(Int(1 / latent.stepCells))"
  }

  /// The classes there are, and the share of all codes that the viewport shows where it is not all of them.
  private func footnote(in interior: Rect, room: Int) -> [[Span]] {
    guard let map else { return [] }
    let (all, shown) = (map.points.count, pointsInView(of: map, interior))
    let share =
      shown == all ? [] : [Span("\(shareText(shown, of: all)) in view", theme.faint)]
    return [legend(of: map.classes, room: room), layerTitle.legend, share]
  }

  private func pointsInView(of map: LatentMap, _ interior: Rect) -> Int {
    let plot = ScatterPlot.plotArea(of: interior, showing: latent.viewport)
    let x = latent.viewport.xRange(columns: plot.width)
    let y = latent.viewport.yRange(rows: plot.height)
    return map.points.count { x.contains(Double($0.x)) && y.contains(Double($0.y)) }
  }

  /// As many classes as there is room for, and how many more there are.
  private func legend(of classes: [Int], room: Int) -> [Span] {
    var spans: [Span] = []
    for (index, label) in classes.enumerated() {
      let isShown = latent.shownClasses.contains(label)
      let style = isShown ? theme.classStyle(label) : theme.otherClass
      let name = Span("\(index == 0 ? "" : " ")\(isShown ? dot : "")\(legendName(label))", style)
      let entry = [name] + [layerTitle.swatch(of: label)].compactMap(\.self)
      let rest = classes.count - index - 1
      let reserve = rest == 0 ? 0 : more(rest, of: classes.count).count
      guard spans.width + entry.width + reserve <= room else {
        return spans + [Span(more(rest + 1, of: classes.count), theme.faint)]
      }
      spans += entry
    }
    return spans
  }

  private var dot: String { theme.usesUnicode && latent.markers == .dots ? "●" : "" }

  /// The name, after the mark where points are drawn with it, or after the digit that is the class's key.
  private func legendName(_ label: Int) -> String {
    let (name, mark) = (run.classes.name(label), String(run.classes.marks[label]))
    return name == mark || (latent.markers == .dots && label > 9) ? name : "\(mark) \(name)"
  }

  /// That the legend goes on; with many classes, or such as have names, by how many.
  private func more(_ count: Int, of all: Int) -> String {
    let dots = theme.usesUnicode ? "…" : "..."
    return all > 10 || !run.classes.names.isEmpty ? " \(dots) and \(count) more" : " \(dots)"
  }
}
