internal import TerminalUI

/// The colors of a picture of a screen, where those that are the terminal's own have to be chosen; red, green and blue
/// in the low three bytes of a number.
struct PictureColors {
  /// The color of characters.
  let ink: UInt32
  /// The color behind them.
  let paper: UInt32

  init(_ background: Background) {
    ink = background == .dark ? 0xd0d0d0 : 0x202020
    paper = background == .dark ? 0x1e1e1e : 0xffffff
  }

  /// The colors of a style.
  func colors(_ style: Style) -> (ink: UInt32, paper: UInt32) {
    let ink = Self.number(style.foreground) ?? self.ink
    let paper = Self.number(style.background) ?? self.paper
    return style.attributes.contains(.reverse) ? (paper, ink) : (ink, paper)
  }

  private static func number(_ color: Color) -> UInt32? {
    color.rgb.map { UInt32($0.red) << 16 | UInt32($0.green) << 8 | UInt32($0.blue) }
  }

  /// How much of a cell's ink a shade has, in quarters; nil for what is no shade.
  static func quarters(ofShade glyph: Unicode.Scalar) -> UInt32? {
    switch glyph {
    case "░": 1
    case "▒": 2
    case "▓": 3
    default: nil
    }
  }

  /// So many quarters of one color, and the rest of another.
  static func mixed(_ quarters: UInt32, of ink: UInt32, on paper: UInt32) -> UInt32 {
    [16, 8, 0].reduce(0) { mixture, shift in
      let (ink, paper) = (ink >> shift & 0xff, paper >> shift & 0xff)
      return mixture | ((ink * quarters + paper * (4 - quarters) + 2) / 4) << shift
    }
  }

  /// The colors that a cell is drawn with.
  func all(of cell: Cell) -> [UInt32] {
    let (ink, paper) = colors(cell.style)
    guard let quarters = Self.quarters(ofShade: cell.glyph) else { return [ink, paper] }
    return [paper, Self.mixed(quarters, of: ink, on: paper)]
  }

  /// The form of a color in SVG.
  static func hexadecimal(_ color: UInt32) -> String {
    let digits = String(color, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
