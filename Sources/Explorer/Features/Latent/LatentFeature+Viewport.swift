internal import TerminalUI

extension LatentFeature {
  /// Shows what the framing says, and the cursor in any case.
  mutating func fit(_ context: Context) {
    switch framing {
    case .bulk: viewport = fitted(to: context.map?.bulk, context)
    case .all: viewport = fitted(to: context.map?.extent, context)
    case .byHand: bringCursorIntoView(context)
    }
  }

  /// The viewport of some ranges and the cursor; of a piece of the prior where there are no codes.
  private func fitted(
    to ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>)?, _ context: Context
  ) -> Viewport {
    let place = context.place(of: cursor)
    let (x, y) = ranges ?? (-3...3, -3...3)
    func fitted(in size: Size) -> Viewport {
      Viewport(fitting: x.including(place.x), y.including(place.y), in: size)
    }
    // Labels of the axes take what room they need, and they depend on what is shown.
    let first = fitted(in: context.area.size)
    return fitted(in: ScatterPlot.plotArea(of: context.area, showing: first).size)
  }

  /// Moves the viewport no further than needed to show the cursor and a cell on each side of it.
  mutating func bringCursorIntoView(_ context: Context) {
    let plot = ScatterPlot.plotArea(of: context.area, showing: viewport)
    let place = context.place(of: cursor)
    let x = viewport.xRange(columns: plot.width)
    let y = viewport.yRange(rows: plot.height)
    let shiftX = x.shift(toHold: place.x, margin: viewport.unitsPerColumn)
    let shiftY = y.shift(toHold: place.y, margin: viewport.unitsPerRow)
    guard shiftX != 0 || shiftY != 0 else { return }
    framing = .byHand
    viewport.centerX += shiftX
    viewport.centerY += shiftY
  }

  /// Scales the viewport so that the point under the cursor stays where it is, between a thousandth and
  /// fifty times of what shows all codes.
  mutating func zoom(by factor: Double, _ context: Context) {
    let all = fitted(to: context.map?.extent, context).unitsPerColumn
    let scale = min(max(viewport.unitsPerColumn * factor, all / 1_000), all * 50)
    let place = context.place(of: cursor)
    let change = scale / viewport.unitsPerColumn
    guard change != 1 else { return }
    framing = .byHand
    viewport.unitsPerColumn = scale
    viewport.centerX = place.x + (viewport.centerX - place.x) * change
    viewport.centerY = place.y + (viewport.centerY - place.y) * change
    bringCursorIntoView(context)
  }
}

extension ClosedRange<Double> {
  /// The least range that holds this one and `value`.
  fileprivate func including(_ value: Double) -> ClosedRange<Double> {
    value.isFinite ? Swift.min(lowerBound, value)...Swift.max(upperBound, value) : self
  }

  /// How far the range has to move until `value` is in it, `margin` from its ends.
  fileprivate func shift(toHold value: Double, margin: Double) -> Double {
    Swift.max(value + margin - upperBound, 0) + Swift.min(value - margin - lowerBound, 0)
  }
}
