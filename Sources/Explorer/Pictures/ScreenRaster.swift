internal import FileFormats
internal import TerminalUI

/// A screen as pixels, into which cells are painted.
struct ScreenRaster {
  private(set) var picture: FlatPicture
  private let colors: PictureColors
  private var glyphs: [Unicode.Scalar: GlyphBitmap] = [:]

  private static let (width, height) = (GlyphBitmap.width, GlyphBitmap.height)

  /// A blank screen.
  init(size: Size, background: Background) {
    colors = PictureColors(background)
    picture = FlatPicture(
      height: size.height * Self.height, width: size.width * Self.width, color: colors.paper)
  }

  /// Makes the whole screen blank.
  mutating func clear() {
    picture = FlatPicture(height: picture.height, width: picture.width, color: colors.paper)
  }

  /// Paints a cell, whatever was there.
  mutating func paint(_ cell: Cell, column: Int, row: Int) {
    let (ink, paper) = colors.colors(cell.style)
    if let quarters = PictureColors.quarters(ofShade: cell.glyph) {
      let color = PictureColors.mixed(quarters, of: ink, on: paper)
      return paint(GlyphBitmap(" "), column, row, ink: color, paper: color)
    }
    var bitmap = bitmap(of: cell.glyph)
    if cell.style.attributes.contains(.bold), cell.glyph.value < 0x2500 { bitmap = bitmap.bold }
    if cell.style.attributes.contains(.underline) { bitmap = bitmap.underlined }
    paint(bitmap, column, row, ink: ink, paper: paper)
  }

  private mutating func paint(
    _ bitmap: GlyphBitmap, _ column: Int, _ row: Int, ink: UInt32, paper: UInt32
  ) {
    var place = row * Self.height * picture.width + column * Self.width
    for bits in bitmap.rows {
      for x in 0..<Self.width { picture.pixels[place + x] = bits & 0x80 >> x == 0 ? paper : ink }
      place += picture.width
    }
  }

  private mutating func bitmap(of glyph: Unicode.Scalar) -> GlyphBitmap {
    if let known = glyphs[glyph] { return known }
    let bitmap = GlyphBitmap(glyph)
    glyphs[glyph] = bitmap
    return bitmap
  }
}
