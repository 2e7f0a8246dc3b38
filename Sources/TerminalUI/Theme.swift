/// The styles of a screen, for what its terminal can show.
public struct Theme: Equatable, Sendable {
  /// The colors and characters there are.
  public let capabilities: Capabilities

  /// The styles for some colors and characters.
  public init(_ capabilities: Capabilities) { self.capabilities = capabilities }

  private var isDark: Bool { capabilities.background == .dark }

  private var isStrong: Bool { capabilities.contrast == .high }

  /// What is fainter than text, where anything is.
  private func faint(indexed dark: UInt8, _ light: UInt8) -> Style {
    isStrong ? .plain : style(indexed: dark, light, ansi: 8, .dim)
  }

  /// What has a color of its own, and stands out more where everything does.
  private func colored(
    indexed dark: UInt8, _ light: UInt8, ansi: UInt8, strong: (dark: UInt8, light: UInt8),
    _ mono: Style.Attributes = []
  ) -> Style {
    isStrong
      ? style(indexed: strong.dark, strong.light, ansi: ansi, mono).with(.bold)
      : style(indexed: dark, light, ansi: ansi, mono)
  }

  private func style(
    indexed dark: UInt8, _ light: UInt8, ansi: UInt8, _ mono: Style.Attributes = []
  )
    -> Style
  {
    switch capabilities.colors {
    case .indexed, .direct:
      Style(.indexed(isDark ? dark : light), on: .terminal, mono.intersection(.bold))
    case .sixteen: Style(.ansi(ansi), on: .terminal, mono.intersection(.bold))
    case .none: Style(.terminal, on: .terminal, mono)
    }
  }

  private func blue(_ mono: Style.Attributes = []) -> Style {
    colored(indexed: 75, 25, ansi: 14, strong: (123, 18), mono)
  }

  private var orange: Style {
    colored(indexed: 208, 130, ansi: 11, strong: (220, 88), .bold)
  }

  /// Plain text.
  public var text: Style { .plain }
  /// Headings and keys.
  public var strong: Style { Style(.terminal, on: .terminal, .bold) }
  /// Labels and units.
  public var faint: Style { faint(indexed: 245, 243) }
  /// The lines of a box.
  public var frame: Style { faint(indexed: 240, 250) }
  /// The lines of the box that has the focus.
  public var focusedFrame: Style { blue(.bold) }
  /// The title line.
  public var bar: Style { Style(.terminal, on: .terminal, .reverse) }
  /// The tab of the page on screen, in the title line.
  public var activeTab: Style { Style(.terminal, on: .terminal, .bold) }
  /// Losses of training images.
  public var train: Style { blue() }
  /// Losses of test images.
  public var test: Style { orange }
  /// The band from the least to the greatest loss.
  public var envelope: Style { faint(indexed: 239, 252) }
  /// Notices.
  public var warning: Style { orange }

  /// A class's color. Ten can be told apart with the 256 fixed colors alone, and more where ten hues come in
  /// several shades; with sixteen colors, four groups share a color and the glyph tells the rest.
  public func classStyle(_ label: Int) -> Style {
    switch capabilities.colors {
    case .indexed, .direct:
      let shades = isDark ? Self.darkShades : Self.lightShades
      return Style(shades[label % shades.count])
    case .sixteen:
      return Style(.ansi(Self.ansiClasses[label % Self.ansiClasses.count]))
    case .none:
      return .plain
    }
  }

  /// What is of no class.
  public var unclassified: Style { blue() }

  /// Classes that are not chosen, when some are.
  public var otherClass: Style {
    isStrong
      ? style(indexed: 245, 246, ansi: 8, .dim) : style(indexed: 238, 252, ansi: 8, .dim)
  }

  /// Ten colors whose least CIEDE2000 distance over normal and three kinds of color-blind sight is
  /// 16.2 on black and 15.0 on white; digits often confused are far apart.
  public static let darkClasses: [UInt8] = [248, 29, 223, 75, 208, 226, 96, 195, 160, 63]
  /// The ten colors on a light background.
  public static let lightClasses: [UInt8] = [96, 239, 246, 196, 29, 21, 88, 53, 16, 171]
  /// The ten, and two more shades of each: on black the contrast of all thirty is 2.5 at least, on white 2.1.
  private static let darkShades = shades(of: darkClasses, steps: [0, 0.16, 0.3], middle: 0.62)
  private static let lightShades = shades(of: lightClasses, steps: [0, 0.08, 0.34], middle: 0.5)

  /// Colors, and the fixed ones that look most like them when those darker than `middle` are so much lighter and the
  /// others so much darker.
  private static func shades(of palette: [UInt8], steps: [Float], middle: Float) -> [Color] {
    steps.flatMap { step in
      palette.map { index -> Color in
        let color = Color.indexed(index)
        guard step > 0, let rgb = color.rgb else { return color }
        var shade = PerceivedColor(SIMD3(Float(rgb.red), Float(rgb.green), Float(rgb.blue)) / 255)
        shade.lightness += shade.lightness < middle ? step : -step
        return ColorPalette.fixed.nearest(to: shade)
      }
    }
  }

  /// Groups {0, 1, 6}, {2, 9}, {3, 4, 8} and {5, 7}.
  static let ansiClasses: [UInt8] = [5, 5, 9, 11, 11, 14, 5, 14, 11, 9]

  /// Lines and corners of a frame.
  var lines: FrameLines { capabilities.glyphs == .unicode ? .unicode : .ascii }

  /// Whether there is more than ASCII.
  public var usesUnicode: Bool { capabilities.glyphs == .unicode }
}

struct FrameLines {
  let horizontal, vertical, topLeft, topRight, bottomLeft, bottomRight: Unicode.Scalar

  static let unicode = FrameLines(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘")
  static let ascii = FrameLines(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+")
}
