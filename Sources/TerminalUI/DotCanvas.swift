/// A drawing surface finer than cells: 2 x 4 dots a cell where braille can be shown, else one.
///
/// Each cell takes one color; where dots of several kinds meet, `Precedence` says whose.
public struct DotCanvas {
  /// Whose color a cell takes where dots of several kinds meet.
  public enum Precedence: Sendable {
    /// The kind with most dots, the lower number among equals; all dots are drawn.
    case majority
    /// The highest number; only its dots are drawn.
    case highest
  }

  /// The cells that are drawn on.
  public let area: Rect
  /// Dots from left to right.
  public let dotsAcross: Int
  /// Dots from top to bottom.
  public let dotsDown: Int
  private let isBraille: Bool
  private var masks: [UInt8]
  private var votes: [UInt16]
  private let kinds: Int
  private let precedence: Precedence

  /// - Parameter kinds: how many kinds of dot there are, numbered from zero.
  public init(area: Rect, isBraille: Bool, kinds: Int, precedence: Precedence) {
    self.precedence = precedence
    self.area = area
    self.isBraille = isBraille
    self.kinds = kinds
    dotsAcross = area.width * (isBraille ? 2 : 1)
    dotsDown = area.height * (isBraille ? 4 : 1)
    masks = Array(repeating: 0, count: area.width * area.height * kinds)
    votes = Array(repeating: 0, count: area.width * area.height * kinds)
  }

  /// Sets the dot at `x` from the left and `y` from the top.
  public mutating func set(_ x: Int, _ y: Int, kind: Int) {
    guard x >= 0, y >= 0, x < dotsAcross, y < dotsDown else { return }
    let cell = isBraille ? y / 4 * area.width + x / 2 : y * area.width + x
    masks[cell * kinds + kind] |= isBraille ? Self.brailleBits[y % 4][x % 2] : 1
    votes[cell * kinds + kind] &+= 1
  }

  /// Sets the dots of a straight line.
  public mutating func line(from a: (x: Int, y: Int), to b: (x: Int, y: Int), kind: Int) {
    let steps = max(abs(b.x - a.x), abs(b.y - a.y), 1)
    for step in 0...steps {
      set(a.x + (b.x - a.x) * step / steps, a.y + (b.y - a.y) * step / steps, kind: kind)
    }
  }

  private static let brailleBits: [[UInt8]] = [
    [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
  ]

  /// Draws every cell that has a dot; `glyph` names the character of a kind where there is no braille.
  public func render(
    into buffer: inout CellBuffer, style: (Int) -> Style, glyph: (Int) -> Unicode.Scalar
  ) {
    for row in 0..<area.height {
      for column in 0..<area.width {
        let cell = row * area.width + column
        guard let kind = winner(of: cell) else { continue }
        let scalar = isBraille ? Unicode.Scalar(0x2800 + UInt32(mask(of: cell, kind))) : glyph(kind)
        buffer[area.column + column, area.row + row] = Cell(scalar ?? "?", style(kind))
      }
    }
  }

  /// The kind a cell is drawn as; nil when it has no dot.
  private func winner(of cell: Int) -> Int? {
    var best: Int?
    for kind in 0..<kinds where votes[cell * kinds + kind] > 0 {
      switch precedence {
      case .highest: best = kind
      case .majority:
        let most = best.map { votes[cell * kinds + $0] } ?? 0
        if votes[cell * kinds + kind] > most { best = kind }
      }
    }
    return best
  }

  private func mask(of cell: Int, _ kind: Int) -> UInt8 {
    switch precedence {
    case .highest: masks[cell * kinds + kind]
    case .majority: (0..<kinds).reduce(0) { $0 | masks[cell * kinds + $1] }
    }
  }
}
