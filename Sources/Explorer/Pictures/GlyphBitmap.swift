/// A character as sixteen rows of eight pixels, the leftmost the highest bit.
struct GlyphBitmap: Equatable {
  static let (width, height) = (8, 16)

  private(set) var rows = [UInt8](repeating: 0, count: height)

  /// What stands for a character of which there is no drawing: a box.
  static let unknown = GlyphBitmap(letter: [
    0, 0, 0x7e, 0x42, 0x42, 0x42, 0x42, 0x42, 0x42, 0x42, 0x7e, 0, 0,
  ])

  /// The drawing of a character; blocks and lines fill their cells, so that neighbors join.
  init(_ glyph: Unicode.Scalar) {
    if let drawn = Self.block(glyph) ?? Self.line(glyph) ?? Self.braille(glyph) {
      self = drawn
    } else {
      self = GlyphFont.letters[glyph].map(GlyphBitmap.init(letter:)) ?? .unknown
    }
  }

  /// Whether there is a drawing of a character.
  static func isKnown(_ glyph: Unicode.Scalar) -> Bool {
    glyph == " " || PictureColors.quarters(ofShade: glyph) != nil || GlyphBitmap(glyph) != .unknown
  }

  /// A letter of thirteen rows in the middle of the cell.
  private init(letter: [UInt8]) {
    let top = 2
    for (row, bits) in letter.enumerated() { rows[top + row] = bits }
  }

  private init(_ rows: Range<Int>, _ bits: UInt8 = 0xff) {
    for row in rows { self.rows[row] = bits }
  }

  /// The same in heavier strokes.
  var bold: GlyphBitmap {
    var bold = self
    for row in rows.indices { bold.rows[row] |= rows[row] >> 1 }
    return bold
  }

  /// The same over a line.
  var underlined: GlyphBitmap {
    var underlined = self
    underlined.rows[Self.height - 2] = 0xff
    return underlined
  }

  // MARK: What is drawn by rule

  private static func block(_ glyph: Unicode.Scalar) -> GlyphBitmap? {
    switch glyph {
    case " ": GlyphBitmap(0..<0)
    case "▀": GlyphBitmap(0..<height / 2)
    case "▁"..."█": GlyphBitmap(height - 2 * Int(glyph.value - 0x2580)..<height)
    default: nil
    }
  }

  private static let (middle, center): (Int, UInt8) = (8, 0x08)

  private static func line(_ glyph: Unicode.Scalar) -> GlyphBitmap? {
    switch glyph {
    case "─": GlyphBitmap(middle..<middle + 1)
    case "━": GlyphBitmap(middle - 1..<middle + 2)
    case "┄": GlyphBitmap(middle..<middle + 1, 0b1101_1011)
    case "│": GlyphBitmap(0..<height, center)
    case "┃": GlyphBitmap(0..<height, 0b0001_1100)
    case "┌": corner(below: true, right: true)
    case "┐": corner(below: true, right: false)
    case "└": corner(below: false, right: true)
    case "┘": corner(below: false, right: false)
    default: nil
    }
  }

  private static func corner(below: Bool, right: Bool) -> GlyphBitmap {
    var corner = GlyphBitmap(below ? middle..<height : 0..<middle + 1, center)
    corner.rows[middle] |= right ? 0x0f : 0xf8
    return corner
  }

  /// Dots of two by two pixels.
  private static func braille(_ glyph: Unicode.Scalar) -> GlyphBitmap? {
    guard (0x2800...0x28ff).contains(glyph.value) else { return nil }
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    var dots = GlyphBitmap(0..<0)
    for (bit, place) in places.enumerated() where glyph.value & 1 << UInt32(bit) != 0 {
      for row in 0..<2 { dots.rows[4 * place.1 + 1 + row] |= 0b0110_0000 >> (4 * place.0) }
    }
    return dots
  }
}
