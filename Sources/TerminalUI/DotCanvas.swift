/// A drawing surface finer than cells: 2 x 4 dots a cell where braille can be shown, else one.
///
/// Each cell takes one color; where dots of several kinds meet, `Precedence` says whose.
public struct DotCanvas {
  /// Whose color a cell takes where dots of several kinds meet.
  public enum Precedence: Sendable {
    /// The kind with most dots, the lower number among equals; all dots are drawn.
    case majority
    /// Each of the kinds in turn, column by column; all dots are drawn, but those of the first kinds, the grounds
    /// that lines are drawn on, only where there are none of a greater number.
    case lines(grounds: Int)
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
    let (a, b) = (onCanvas(a), onCanvas(b))
    let steps = max(abs(b.x - a.x), abs(b.y - a.y), 1)
    for step in 0...steps {
      set(a.x + (b.x - a.x) * step / steps, a.y + (b.y - a.y) * step / steps, kind: kind)
    }
  }

  /// The place itself, or the nearest one at the edge: lines that leave the canvas take no more time than others.
  private func onCanvas(_ place: (x: Int, y: Int)) -> (x: Int, y: Int) {
    (min(max(place.x, -1), dotsAcross), min(max(place.y, -1), dotsDown))
  }

  private static let brailleBits: [[UInt8]] = [
    [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
  ]

  /// Draws every cell that has a dot. Where there is no braille, `glyph` names the character of a kind,
  /// and `glyphOfSeveral` that of lines which meet. What lies behind a dot stays where it can be told from it.
  public func render(
    into buffer: inout CellBuffer, style: (Int) -> Style, glyph: (Int) -> Unicode.Scalar,
    glyphOfSeveral: Unicode.Scalar? = nil
  ) {
    for row in 0..<area.height {
      for column in 0..<area.width {
        let kinds = shownKinds(of: row * area.width + column)
        guard let kind = winner(among: kinds, row: row, column: column) else { continue }
        let several = kinds.count > 1 ? glyphOfSeveral : nil
        let (x, y) = (area.column + column, area.row + row)
        buffer[x, y] = Cell(
          isBraille ? braille(kinds, row * area.width + column) : several ?? glyph(kind),
          style(kind).before(buffer[x, y].style.background))
      }
    }
  }

  /// The kinds whose dots are drawn in a cell.
  private func shownKinds(of cell: Int) -> [Int] {
    let present = (0..<kinds).filter { votes[cell * kinds + $0] > 0 }
    guard case .lines(let grounds) = precedence else { return present }
    let lines = present.filter { $0 >= grounds }
    return lines.isEmpty ? present.suffix(1) : lines
  }

  /// The kind whose color a cell takes; nil when it has no dot.
  private func winner(among shown: [Int], row: Int, column: Int) -> Int? {
    guard !shown.isEmpty else { return nil }
    switch precedence {
    case .lines: return shown[column % shown.count]
    case .majority:
      let cell = row * area.width + column
      return shown.reduce(shown[0]) {
        votes[cell * kinds + $1] > votes[cell * kinds + $0] ? $1 : $0
      }
    }
  }

  private func braille(_ shown: [Int], _ cell: Int) -> Unicode.Scalar {
    let mask = shown.reduce(UInt8(0)) { $0 | masks[cell * kinds + $1] }
    return Unicode.Scalar(0x2800 + UInt32(mask)) ?? "?"
  }
}
