import Testing

@testable import TerminalUI

struct ColorPaletteTests {
  private static func bytes(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> SIMD3<Float> {
    SIMD3(Float(red), Float(green), Float(blue)) / 255
  }

  /// Ottosson's values for the sRGB primaries and white, from his page (2020), to three digits.
  @Test(
    arguments: [
      ((255, 255, 255), (1, 0, 0)), ((255, 0, 0), (0.628, 0.225, 0.126)),
      ((0, 255, 0), (0.866, -0.234, 0.179)), ((0, 0, 255), (0.452, -0.032, -0.312)),
      ((0, 0, 0), (0, 0, 0)),
    ] as [((UInt8, UInt8, UInt8), (Float, Float, Float))])
  func perceivesAsPublished(
    color: (UInt8, UInt8, UInt8), expected: (lightness: Float, greenRed: Float, blueYellow: Float)
  ) {
    let seen = PerceivedColor(Self.bytes(color.0, color.1, color.2))
    #expect(abs(seen.lightness - expected.lightness) < 1e-3)
    #expect(abs(seen.greenRed - expected.greenRed) < 1e-3)
    #expect(abs(seen.blueYellow - expected.blueYellow) < 1e-3)
  }

  @Test func colorsComeBack() {
    for color in [Self.bytes(12, 200, 99), Self.bytes(255, 0, 128), Self.bytes(128, 128, 128)] {
      let back = PerceivedColor(color).color
      #expect((back - color).max() < 2e-3 && (back - color).min() > -2e-3)
    }
  }

  /// Each of the 240 is its own nearest.
  @Test func everyFixedColorIsItself() throws {
    for index in UInt8(16)...255 {
      let color = Color.indexed(index)
      let rgb = try #require(color.rgb)
      let found = Color.shown(Self.bytes(rgb.red, rgb.green, rgb.blue), in: .indexed)
      #expect(found.rgb.map { [$0.red, $0.green, $0.blue] } == [rgb.red, rgb.green, rgb.blue])
    }
  }

  /// The search over eight at a time finds what a comparison with each one finds.
  @Test func noOtherIsNearer() throws {
    for step in 0..<500 {
      let color = Self.bytes(
        UInt8(step * 37 % 256), UInt8(step * 101 % 256), UInt8(step * 59 % 256))
      let seen = PerceivedColor(color)
      func distance(_ index: UInt8) -> Float {
        let rgb = Color.indexed(index).rgb ?? (0, 0, 0)
        let other = PerceivedColor(Self.bytes(rgb.red, rgb.green, rgb.blue))
        let (l, a, b) = (
          other.lightness - seen.lightness, other.greenRed - seen.greenRed,
          other.blueYellow - seen.blueYellow
        )
        return l * l + a * a + b * b
      }
      let least = (UInt8(16)...255).map(distance).min()
      guard case .indexed(let found) = Color.shown(color, in: .indexed) else {
        Issue.record("no fixed color")
        continue
      }
      #expect(distance(found) == least)
    }
  }

  /// Distances in sRGB would call a dark blue gray and a dull orange brown.
  @Test func huesAreKept() {
    #expect(Color.shown(Self.bytes(0, 0, 0), in: .indexed) == .indexed(16))
    #expect(Color.shown(Self.bytes(250, 10, 10), in: .indexed) == .indexed(196))
    #expect(Color.shown(Self.bytes(250, 10, 10), in: .sixteen) == .ansi(9))
    #expect(
      Color.shown(Self.bytes(1, 2, 3), in: .direct) == .direct(red: 1, green: 2, blue: 3))
    #expect(Color.shown(SIMD3(2, -1, .nan), in: .direct).rgb?.red == 255)
    #expect(Color.shown(Self.bytes(1, 2, 3), in: .none) == .terminal)
  }

  /// Thirty classes have colors of their own, each near the hue it is a shade of.
  @Test(arguments: Background.allCases)
  func thirtyClassesDiffer(background: Background) {
    let theme = Theme(Capabilities(background: background))
    let colors = (0..<30).map { theme.classStyle($0).foreground }
    #expect(Set(colors).count == 30)
    #expect(theme.classStyle(30) == theme.classStyle(0))
  }
}
