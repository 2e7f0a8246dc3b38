internal import FileFormats
public import TerminalUI

extension CellBuffer {
  /// The screen as an SVG picture. Blocks, braille and box lines are drawn as shapes, so that the
  /// picture does not depend on a font having them.
  public func svgText(background: Background) -> String {
    var painter = SVGPainter(size: size, background: background)
    for row in 0..<size.height { painter.paint(Array(self.row(row)), row: row) }
    painter.paintDots()
    return painter.document.text
  }
}

/// Paints cells, each ten units wide and twenty high.
private struct SVGPainter {
  private(set) var document: SVGDocument
  private let ink: String
  private let paper: String
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
    ink = background == .dark ? "#d0d0d0" : "#202020"
    paper = background == .dark ? "#1e1e1e" : "#ffffff"
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

  /// Cells whose glyphs can be written together.
  private struct TextKey: Equatable {
    let color: String
    let isBold: Bool
    let isText: Bool
    let glyph: Unicode.Scalar?

    init(_ cell: Cell, color: String) {
      self.color = color
      isBold = cell.style.attributes.contains(.bold)
      isText = cell.glyph.isASCII || (0xa0..<0x2500).contains(cell.glyph.value)
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

  private func colors(_ style: Style) -> (ink: String, paper: String) {
    let ink = hexadecimal(style.foreground) ?? self.ink
    let paper = hexadecimal(style.background) ?? self.paper
    return style.attributes.contains(.reverse) ? (paper, ink) : (ink, paper)
  }

  private func hexadecimal(_ color: Color) -> String? {
    guard let rgb = color.rgb else { return nil }
    return "#"
      + [rgb.red, rgb.green, rgb.blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
