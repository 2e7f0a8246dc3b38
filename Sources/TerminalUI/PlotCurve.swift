/// A line through places of a plane, or places alone.
public struct PlotCurve: Sendable {
  /// How it is drawn.
  public enum Stroke: Sendable {
    /// As a line from place to place.
    case solid
    /// As a line of dots.
    case dotted
    /// As a dot at each place.
    case places
  }

  /// The places, in units to the right and upwards.
  public var points: [(x: Double, y: Double)]
  /// How it is drawn.
  public var stroke: Stroke
  /// Its color.
  public var style: Style

  /// A curve.
  public init(_ points: [(x: Double, y: Double)], _ stroke: Stroke, style: Style) {
    self.points = points
    self.stroke = stroke
    self.style = style
  }
}

/// A letter at a place of a plane.
public struct PlotMark: Sendable {
  /// The place, in units to the right and upwards.
  public var place: (x: Double, y: Double)
  /// The letter.
  public var letter: Unicode.Scalar
  /// Its color.
  public var style: Style

  /// A mark.
  public init(_ letter: Unicode.Scalar, at place: (x: Double, y: Double), style: Style) {
    self.letter = letter
    self.place = place
    self.style = style
  }
}

extension PlotScale {
  /// Draws curves as dots of their styles.
  func draw(_ curves: [PlotCurve], isBraille: Bool, into buffer: inout CellBuffer) {
    var styles: [Style] = []
    let kinds = curves.map { curve in
      if let kind = styles.firstIndex(of: curve.style) { return kind }
      styles.append(curve.style)
      return styles.count - 1
    }
    guard !styles.isEmpty else { return }
    var canvas = DotCanvas(
      area: plot, isBraille: isBraille, kinds: styles.count, precedence: .majority)
    for (curve, kind) in zip(curves, kinds) { draw(curve, kind, on: &canvas) }
    canvas.render(into: &buffer) {
      styles[$0]
    } glyph: { _ in
      "*"
    }
  }

  private func draw(_ curve: PlotCurve, _ kind: Int, on canvas: inout DotCanvas) {
    let dots = curve.points.map { self.dots(of: $0, on: canvas) }
    guard curve.stroke != .places else {
      for dot in dots where dot.x.isFinite && dot.y.isFinite && abs(dot.x) + abs(dot.y) < 1e6 {
        canvas.set(Int(dot.x.rounded(.down)), Int(dot.y.rounded(.down)), kind: kind)
      }
      return
    }
    let gap = curve.stroke == .dotted ? Self.gap : 1
    var length = 0.0
    for (start, end) in zip(dots, dots.dropFirst()) {
      draw(from: start, to: end, every: gap, after: &length, kind, on: &canvas)
    }
  }

  private static let longestLine = 1e15
  /// Dots from one of a dotted line to the next.
  private static let gap = 3.0

  /// Sets dots `gap` apart on a straight line, `length` of which lies behind.
  private func draw(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), every gap: Double,
    after length: inout Double, _ kind: Int, on canvas: inout DotCanvas
  ) {
    let (across, down) = (end.x - start.x, end.y - start.y)
    let whole = max(abs(across), abs(down))
    // Dots of a longer line cannot be told apart: to step from one to the next does not change where it is.
    guard whole < Self.longestLine else { return }
    defer { length = (length + whole).truncatingRemainder(dividingBy: gap) }
    // What lies beyond the plot is passed by without a look at each of its dots.
    guard let inside = Self.share(start.x, across, canvas.dotsAcross),
      let other = Self.share(start.y, down, canvas.dotsDown), inside.overlaps(other)
    else { return }
    let part = inside.clamped(to: other)
    var at = (gap - length).truncatingRemainder(dividingBy: gap)
    at += max(((part.lowerBound * whole - at) / gap).rounded(.up), 0) * gap
    while at <= part.upperBound * whole {
      let share = whole > 0 ? at / whole : 0
      canvas.set(
        cellIndex(start.x + share * across), cellIndex(start.y + share * down), kind: kind)
      at += gap
    }
  }

  /// The part of a way from `start` by `change` that lies between 0 and `count`; nil where none does.
  private static func share(_ start: Double, _ change: Double, _ count: Int) -> ClosedRange<Double>?
  {
    guard change != 0 else { return (0...Double(count)).contains(start) ? 0...1 : nil }
    let ends = [-start / change, (Double(count) - start) / change].sorted()
    let (first, last) = (max(ends[0], 0), min(ends[1], 1))
    return first <= last ? first...last : nil
  }
}
