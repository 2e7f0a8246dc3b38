internal import FileFormats
internal import TerminalUI

/// Paints cells, each ten units wide and twenty high.
struct SVGPainter {
  private(set) var document: SVGDocument
  private let chosen: PictureColors
  /// Braille dots met so far, as path commands, by color.
  private var dots: [String: String] = [:]

  private static let (width, height) = (10.0, 20.0)
  private static let common = [
    ("font-family", "monospace"), ("font-size", "16"), ("shape-rendering", "crispEdges"),
  ]
  private static let smooth = ("shape-rendering", "auto")

  init(size: Size, background: Background) {
    let (width, height) = (Double(size.width) * Self.width, Double(size.height) * Self.height)
    document = SVGDocument(width: width, height: height, inherited: Self.common)
    chosen = PictureColors(background)
    rectangle(0, 0, width, height, paper)
  }

  mutating func paint(_ cells: [Cell], row: Int) {
    let top = Double(row) * Self.height
    for run in runs(of: cells, by: { colors($0.style).paper }) {
      let color = colors(cells[run.lowerBound].style).paper
      guard color != paper else { continue }
      rectangle(
        Double(run.lowerBound) * Self.width, top, Double(run.count) * Self.width, Self.height, color
      )
    }
    for run in runs(of: cells, by: { TextKey($0, color: colors($0.style).ink) }) {
      paintGlyphs(cells, run, top: top)
    }
  }

  /// Paints cells over what is there, hidden until a moment of each round of an animation; nil for its begin.
  mutating func paint(_ cells: [Cell], at position: Position, from seconds: Double?) {
    let (left, top) = (Double(position.column) * Self.width, Double(position.row) * Self.height)
    let place = (
      "transform", "translate(\(SVGDocument.number(left)) \(SVGDocument.number(top)))"
    )
    document.open("g", [place] + (seconds == nil ? [] : [("visibility", "hidden")]))
    if let seconds {
      document.add(
        "set",
        [
          ("attributeName", "visibility"), ("to", "visible"),
          ("begin", "\(Self.round).begin+\(SVGDocument.number(seconds))s"),
          ("end", "\(Self.round).end"),
        ])
    }
    rectangle(0, 0, Double(cells.count) * Self.width, Self.height, paper)
    paint(cells, row: 0)
    paintDots()
    document.close("g")
  }

  /// Begins an animation of so many seconds, which goes round for ever.
  mutating func beginRounds(of seconds: Double) {
    document.open("rect", [("width", "0"), ("height", "0")])
    document.add(
      "animate",
      [
        ("id", Self.round), ("attributeName", "x"), ("to", "1"),
        ("begin", "0s;\(Self.round).end"), ("dur", "\(SVGDocument.number(seconds))s"),
      ])
    document.close("rect")
  }

  /// The name of the animation whose rounds all others follow.
  private static let round = "round"

  private func runs<Value: Equatable>(of cells: [Cell], by key: (Cell) -> Value) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in cells.indices {
      if let last = runs.last, key(cells[last.lowerBound]) == key(cells[index]) {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }

  /// Whether a character is drawn as a shape and not left to a font.
  private static func isShape(_ glyph: Unicode.Scalar) -> Bool {
    switch glyph {
    case "\u{2500}"..."\u{259f}", "\u{2800}"..."\u{28ff}", "●", "○", "▸", "◂": true
    default: false
    }
  }

  /// Cells whose glyphs can be written together.
  private struct TextKey: Equatable {
    let color: String
    let isBold: Bool
    let isText: Bool
    let glyph: Unicode.Scalar?

    init(_ cell: Cell, color: String) {
      self.color = color
      isBold = cell.style.attributes.contains(.bold)
      isText = !SVGPainter.isShape(cell.glyph)
      glyph = isText ? nil : cell.glyph
    }
  }

  private mutating func paintGlyphs(_ cells: [Cell], _ run: Range<Int>, top: Double) {
    let style = cells[run.lowerBound].style
    let color = colors(style).ink
    let left = Double(run.lowerBound) * Self.width
    let key = TextKey(cells[run.lowerBound], color: color)
    guard key.isText else {
      paintShape(cells[run.lowerBound].glyph, left: left, top: top, count: run.count, color)
      return
    }
    // Word by word: renderers differ in what they make of spaces.
    let words = cells[run].indices.split { cells[$0].glyph == " " }
    for word in words {
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: word.map { cells[$0].glyph })
      document.add(
        "text",
        [
          ("x", SVGDocument.number(Double(word.first ?? 0) * Self.width)),
          ("y", SVGDocument.number(top + 15)), ("fill", color),
          ("textLength", SVGDocument.number(Double(word.count) * Self.width)),
          ("lengthAdjust", "spacingAndGlyphs"),
        ] + (key.isBold ? [("font-weight", "bold")] : []), text: String(scalars))
    }
  }

  private mutating func paintShape(
    _ glyph: Unicode.Scalar, left: Double, top: Double, count: Int, _ color: String
  ) {
    let (width, middle) = (Double(count) * Self.width, top + Self.height / 2)
    switch glyph {
    case "▀": rectangle(left, top, width, Self.height / 2, color)
    case "▁"..."█":
      let height = Double(glyph.value - 0x2580) / 8 * Self.height
      rectangle(left, top + Self.height - height, width, height, color)
    case "░": rectangle(left, top, width, Self.height, color, opacity: 0.25)
    case "▒": rectangle(left, top, width, Self.height, color, opacity: 0.5)
    case "▓": rectangle(left, top, width, Self.height, color, opacity: 0.75)
    case "─": rectangle(left, middle - 0.5, width, 1, color)
    case "━": rectangle(left, middle - 1.5, width, 3, color)
    case "┄": rectangle(left, middle - 0.5, width, 1, color, opacity: 0.5)
    case "│", "┌", "┐", "└", "┘":
      for index in 0..<count {
        paintBoxPart(glyph, left: left + Double(index) * Self.width, top: top, color)
      }
    case "┃":
      for index in 0..<count {
        let center = left + (Double(index) + 0.5) * Self.width
        rectangle(center - 1.5, top, 3, Self.height, color)
      }
    case "●", "○":
      for index in 0..<count {
        circle(
          left + (Double(index) + 0.5) * Self.width, middle, color, isFilled: glyph == "●")
      }
    case "▸", "◂":
      for index in 0..<count {
        arrowhead(
          left + (Double(index) + 0.5) * Self.width, middle, pointsRight: glyph == "▸", color)
      }
    default:
      guard (0x2800...0x28ff).contains(glyph.value) else { return }
      for index in 0..<count {
        paintBraille(glyph, left: left + Double(index) * Self.width, top: top, color)
      }
    }
  }

  private mutating func paintBoxPart(
    _ glyph: Unicode.Scalar, left: Double, top: Double, _ color: String
  ) {
    let (centerX, centerY) = (left + Self.width / 2, top + Self.height / 2)
    let isUpper = glyph == "┌" || glyph == "┐", isLower = glyph == "└" || glyph == "┘"
    let (from, to) = (isUpper ? centerY : top, isLower ? centerY : top + Self.height)
    rectangle(centerX - 0.5, from, 1, to - from, color)
    if glyph == "┌" || glyph == "└" { rectangle(centerX, centerY - 0.5, Self.width / 2, 1, color) }
    if glyph == "┐" || glyph == "┘" { rectangle(left, centerY - 0.5, Self.width / 2, 1, color) }
  }

  private mutating func paintBraille(
    _ glyph: Unicode.Scalar, left: Double, top: Double, _ color: String
  ) {
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    let mask = glyph.value - 0x2800
    for (bit, place) in places.enumerated() where mask & (1 << UInt32(bit)) != 0 {
      let (x, y) = (left + 2.5 + 5 * Double(place.0), top + 2.5 + 5 * Double(place.1))
      dots[color, default: ""] += "M\(SVGDocument.number(x)) \(SVGDocument.number(y))h0"
    }
  }

  /// Draws the dots, each a line of no length with round ends.
  mutating func paintDots() {
    for (color, path) in dots.sorted(by: { $0.key < $1.key }) {
      document.add(
        "path",
        [
          ("d", path), ("stroke", color), ("stroke-width", "3.4"), ("stroke-linecap", "round"),
          ("fill", "none"), Self.smooth,
        ])
    }
    dots = [:]
  }

  private mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ color: String,
    opacity: Double = 1
  ) {
    document.add(
      "rect",
      [
        ("x", SVGDocument.number(x)), ("y", SVGDocument.number(y)),
        ("width", SVGDocument.number(width)), ("height", SVGDocument.number(height)),
        ("fill", color),
      ] + (opacity < 1 ? [("fill-opacity", SVGDocument.number(opacity))] : []))
  }

  private mutating func circle(_ x: Double, _ y: Double, _ color: String, isFilled: Bool) {
    let place = [("cx", SVGDocument.number(x)), ("cy", SVGDocument.number(y)), Self.smooth]
    document.add(
      "circle",
      isFilled
        ? place + [("r", "3.5"), ("fill", color)]
        : place + [("r", "3"), ("fill", "none"), ("stroke", color), ("stroke-width", "1.2")])
  }

  private mutating func arrowhead(
    _ x: Double, _ y: Double, pointsRight: Bool, _ color: String
  ) {
    let (base, tip) = pointsRight ? (x - 3, x + 3) : (x + 3, x - 3)
    let corners = [(base, y - 4), (base, y + 4), (tip, y)]
    document.add(
      "polygon",
      [
        (
          "points",
          corners.map { "\(SVGDocument.number($0.0)),\(SVGDocument.number($0.1))" }
            .joined(separator: " ")
        ), ("fill", color), Self.smooth,
      ])
  }

  private var paper: String { PictureColors.hexadecimal(chosen.paper) }

  private func colors(_ style: Style) -> (ink: String, paper: String) {
    let (ink, paper) = chosen.colors(style)
    return (PictureColors.hexadecimal(ink), PictureColors.hexadecimal(paper))
  }
}
