internal import CTerminal
public import TerminalUI

/// The terminal as the environment tells of it, before a screen is opened.
public struct TerminalProbe: Equatable, Sendable {
  /// The terminal's name, from `$TERM`; empty when it is not set.
  public let term: String
  /// Colors that terminfo promises; nil when it does not know the terminal.
  public let terminfoColors: Int?
  /// Whether the cursor can be put anywhere, without which there is no screen.
  public let canAddressCursor: Bool
  /// Whether locale and terminal show braille.
  public let hasBraille: Bool
  /// Whether `$NO_COLOR` asks for no colors.
  public let hasNoColor: Bool
  /// The background that `$COLORFGBG` tells of; nil where it tells nothing.
  public let background: Background?
  /// Nil where output is no terminal.
  public let windowSize: Size?

  /// Looks at the terminal of standard output and at `environment`.
  public init(environment: [String: String]) {
    term = environment["TERM"] ?? ""
    let colors = ct_terminfo_colors()
    terminfoColors = colors < 0 ? nil : Int(colors)
    canAddressCursor = ct_terminfo_can_address_cursor()
    // The Linux console shows UTF-8, but its font has no braille.
    hasBraille = ct_locale_has_braille() && term != "linux"
    hasNoColor = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    background = Self.background(colorFGBG: environment["COLORFGBG"])
    var (width, height): (Int32, Int32) = (0, 0)
    unsafe ct_window_size(&width, &height)
    windowSize = width > 0 && height > 0 ? Size(width: Int(width), height: Int(height)) : nil
  }

  /// The colors and characters that a screen should be drawn with here, for a dark background where
  /// none is told of.
  public var capabilities: Capabilities {
    Capabilities(
      colors: hasNoColor ? .none : Self.depth(colors: terminfoColors ?? 0),
      glyphs: hasBraille ? .unicode : .ascii, background: background ?? .dark)
  }

  static func depth(colors: Int) -> ColorDepth {
    colors >= 1 << 24 ? .direct : colors >= 256 ? .indexed : colors >= 8 ? .sixteen : .none
  }

  /// `COLORFGBG` ends with the number of the background color: of the sixteen, 7 and 15 are light.
  static func background(colorFGBG: String?) -> Background? {
    guard let last = colorFGBG?.split(separator: ";").last, let color = Int(last) else {
      return nil
    }
    return color == 7 || color == 15 ? .light : .dark
  }

  /// Whether the terminal can be asked for its background: the Linux console would write parts of the
  /// question to the screen.
  public var canBeAsked: Bool { canAddressCursor && term != "linux" }

  /// The background that the terminal tells of when asked, while no screen is open; nil where it does
  /// not.
  ///
  /// What answers late would be typed into the shell, hence a whole second; only a terminal that never
  /// answers takes it.
  public func askBackground() -> Background? {
    guard canBeAsked, ct_begin_reading() else { return nil }
    defer { ct_end_reading() }
    var input = TerminalInput()
    return input.askBackground(timeout: 1)
  }
}
