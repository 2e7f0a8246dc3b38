extension CellBuffer {
  /// The screen as plain text, a line a row, without spaces at the ends.
  public var text: String {
    (0..<size.height).map { rowText($0) + "\n" }.joined()
  }

  private func rowText(_ index: Int) -> String {
    var scalars = row(index).map(\.glyph)
    while scalars.last == " " { scalars.removeLast() }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// The screen as text with escape sequences for colors and attributes (ECMA-48 SGR).
  public var ansiText: String {
    var output = ""
    for index in 0..<size.height {
      var current = Style.plain
      for cell in row(index) {
        if cell.style != current {
          output += cell.style.selectGraphicRendition
          current = cell.style
        }
        output.unicodeScalars.append(cell.glyph)
      }
      output += (current == .plain ? "" : "\u{1b}[0m") + "\n"
    }
    return output
  }
}

extension Style {
  /// The escape sequence after which a terminal writes in this style (ECMA-48 SGR).
  package var selectGraphicRendition: String {
    var codes = ["0"]
    if attributes.contains(.bold) { codes.append("1") }
    if attributes.contains(.dim) { codes.append("2") }
    if attributes.contains(.underline) { codes.append("4") }
    if attributes.contains(.reverse) { codes.append("7") }
    codes += foreground.codes(base: 30) + background.codes(base: 40)
    return "\u{1b}[\(codes.joined(separator: ";"))m"
  }
}

extension Color {
  fileprivate func codes(base: Int) -> [String] {
    switch self {
    case .terminal: []
    case .ansi(let index) where index < 8: [String(base + Int(index))]
    case .ansi(let index): [String(base + 60 + Int(index) - 8)]
    case .indexed(let index): [String(base + 8), "5", String(index)]
    case .direct(let red, let green, let blue):
      [String(base + 8), "2"] + [red, green, blue].map { String($0) }
    }
  }
}
