internal import FileFormats

extension ScatterPicture {
  /// The picture as SVG text; the points of a class are one path.
  package var svg: String {
    let (width, height) = (Self.side + Self.legendWidth, Self.side)
    var document = SVGDocument(width: width, height: height)
    document.add(
      "rect",
      [
        ("width", SVGDocument.number(width)), ("height", SVGDocument.number(height)),
        ("fill", Self.hexadecimal(paper)),
      ])
    let classes: [Int?] = labels.isEmpty ? [nil] : labels
    for label in classes {
      let commands = dots.filter { $0.label == label }.map {
        "M\(SVGDocument.number($0.x)) \(SVGDocument.number($0.y))h0"
      }
      document.add(
        "path",
        [
          ("d", commands.joined()), ("stroke", Self.hexadecimal(color(of: label))),
          ("stroke-width", SVGDocument.number(2 * dotRadius)), ("stroke-linecap", "round"),
          ("stroke-opacity", SVGDocument.number(Self.opacity)), ("fill", "none"),
        ])
    }
    for (index, entry) in legend.enumerated() {
      let place = legendPlace(index)
      document.add(
        "circle",
        [
          ("cx", SVGDocument.number(place.x)), ("cy", SVGDocument.number(place.y)), ("r", "7"),
          ("fill", Self.hexadecimal(color(of: entry.label))),
        ])
      addText(entry.name, x: place.x + 16, y: place.y + 6, to: &document)
    }
    if unlistedCount > 0 {
      let place = legendPlace(legend.count)
      addText("and \(unlistedCount) more", x: place.x, y: place.y + 6, to: &document)
    }
    addText(title, x: 12, y: 22, to: &document)
    return document.text
  }

  private func addText(_ text: String, x: Double, y: Double, to document: inout SVGDocument) {
    document.add(
      "text",
      [
        ("x", SVGDocument.number(x)), ("y", SVGDocument.number(y)),
        ("fill", Self.hexadecimal(ink)), ("font-family", "sans-serif"), ("font-size", "18"),
      ], text: text)
  }

  private static func hexadecimal(_ color: Color) -> String {
    "#"
      + [color.red, color.green, color.blue].map {
        ($0 < 16 ? "0" : "") + String($0, radix: 16)
      }.joined()
  }
}
