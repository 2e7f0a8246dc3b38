internal import Autoencoders
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
    let (interior, room) = (Frame.interior(of: area), Frame.room(in: area))
    buffer.draw(
      Frame(
        theme, title: title(room: room),
        footnote: .fitting(footnote(in: interior, room: room), room: room), isFocused: isFocused),
      in: area)
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

  /// Which codes they are, and of which weights.
  private func title(room: Int) -> [Span] {
    let codes = map.map { map in
      [
        Span(
          "\(map.points.count) test codes\(map.epoch.map { " of epoch \(epochText($0))" } ?? "")",
          theme.faint)
      ]
    }
    let step = latent.stepCells == 1 ? [] : [Span("step \(stepText)", theme.faint)]
    let input = map?.input.map { [Span($0, theme.faint)] } ?? []
    let heading = headings.first { $0.count + 2 + (codes?.width ?? 0) <= room } ?? headings.last
    return .fitting(
      [[Span(heading ?? "", theme.strong)], codes ?? [], step, input], room: room)
  }

  /// The latent space, or the plane that it is seen through and the share of the codes' variance in it.
  private var headings: [String] {
    guard let shares = map?.plane.principal?.varianceShares else { return ["latent space"] }
    let share = "main plane \(fixed(100 * shares.reduce(0, +), decimals: 0)) %"
    return ["\(share) of variance", share]
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
    return [legend(of: map.classes, room: room), share]
  }

  private func pointsInView(of map: LatentMap, _ interior: Rect) -> Int {
    let plot = ScatterPlot.plotArea(of: interior, showing: latent.viewport)
    let x = latent.viewport.xRange(columns: plot.width)
    let y = latent.viewport.yRange(rows: plot.height)
    return map.points.count { x.contains(Double($0.x)) && y.contains(Double($0.y)) }
  }

  /// As many classes as there is room for.
  private func legend(of classes: [Int], room: Int) -> [Span] {
    let mark = theme.usesUnicode && latent.markers == .dots ? "●" : ""
    let more = theme.usesUnicode ? "…" : "..."
    var spans: [Span] = []
    for (index, label) in classes.enumerated() {
      let isShown = latent.shownClasses.contains(label)
      let style = isShown ? theme.classStyle(label) : theme.otherClass
      let entry = Span("\(index == 0 ? "" : " ")\(isShown ? mark : "")\(label)", style)
      let reserve = index == classes.count - 1 ? 0 : more.count + 1
      guard spans.width + entry.width + reserve <= room else { return spans + [Span(" \(more)")] }
      spans.append(entry)
    }
    return spans
  }
}
