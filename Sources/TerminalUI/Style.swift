/// A color as a terminal knows it.
public enum Color: Equatable, Hashable, Sendable {
  /// The terminal's own foreground or background.
  case terminal
  /// One of the sixteen, whose values differ between terminals.
  case ansi(UInt8)
  /// 16 to 255 of the xterm palette, whose values are fixed.
  case indexed(UInt8)
  /// Any color, where a terminal takes eight bits of each.
  case direct(red: UInt8, green: UInt8, blue: UInt8)
}

/// How a cell looks.
public struct Style: Equatable, Hashable, Sendable {
  /// Bold, dim, reverse and underlined, or any of them together.
  public struct Attributes: OptionSet, Equatable, Hashable, Sendable {
    /// A bit for each attribute.
    public let rawValue: UInt8
    /// The attributes of some bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier, or brighter.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter.
    public static let dim = Attributes(rawValue: 2)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 4)
    /// Underlined.
    public static let underline = Attributes(rawValue: 8)
  }

  /// The color of the character.
  public var foreground: Color
  /// The color behind it.
  public var background: Color
  /// How it is emphasized.
  public var attributes: Attributes

  /// A style; by default the terminal's own.
  public init(
    _ foreground: Color = .terminal, on background: Color = .terminal, _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own colors, without emphasis.
  public static let plain = Style()

  /// The style with further attributes.
  public func with(_ attributes: Attributes) -> Style {
    Style(foreground, on: background, self.attributes.union(attributes))
  }
}

extension Color {
  /// Red, green and blue of a fixed color, or of xterm's default for one of the sixteen; nil for the
  /// terminal's own.
  public var rgb: (red: UInt8, green: UInt8, blue: UInt8)? {
    switch self {
    case .terminal: return nil
    case .direct(let red, let green, let blue): return (red, green, blue)
    case .ansi(let index): return Self.xtermAnsi[Int(index) & 15]
    case .indexed(let index) where index < 16: return Self.xtermAnsi[Int(index)]
    case .indexed(let index) where index < 232:
      let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
      let cube = Int(index) - 16
      return (levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    case .indexed(let index):
      let level = UInt8(8 + 10 * (Int(index) - 232))
      return (level, level, level)
    }
  }

  private static let xtermAnsi: [(UInt8, UInt8, UInt8)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
    (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]

  /// The palette's gray nearest to a value from 0 to 1: black, 24 grays, white; black for what is no
  /// number.
  public static func gray(_ value: Float) -> Color {
    // The greater of 0 and NaN is 0 in this order.
    let code = Int((min(max(0, value), 1) * 255).rounded())
    if code < 4 { return .indexed(16) }
    if code > 246 { return .indexed(231) }
    return .indexed(UInt8(232 + min(max((code - 8 + 5) / 10, 0), 23)))
  }
}
