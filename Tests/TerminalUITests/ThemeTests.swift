import Foundation
import TerminalUI
import Testing

/// Proves with numbers that ten classes can be told apart, also by people who see fewer colors.
struct ThemeTests {
  typealias Vector = (Double, Double, Double)

  private static func linear(_ index: UInt8) -> Vector {
    let rgb = Color.indexed(index).rgb ?? (0, 0, 0)
    func decode(_ byte: UInt8) -> Double {
      let value = Double(byte) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return (decode(rgb.red), decode(rgb.green), decode(rgb.blue))
  }

  /// Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
  private static let sights: [(String, [Double])] = [
    ("normal", [1, 0, 0, 0, 1, 0, 0, 0, 1]),
    (
      "protan",
      [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998]
    ),
    (
      "deutan",
      [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881]
    ),
    (
      "tritan",
      [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900]
    ),
  ]

  private static func seen(_ color: Vector, by sight: [Double]) -> Vector {
    func row(_ index: Int) -> Double {
      let sum = sight[index] * color.0 + sight[index + 1] * color.1 + sight[index + 2] * color.2
      return min(max(sum, 0), 1)
    }
    return (row(0), row(3), row(6))
  }

  private static func lab(_ c: Vector) -> Vector {
    let x = (0.4124564 * c.0 + 0.3575761 * c.1 + 0.1804375 * c.2) / 0.95047
    let y = 0.2126729 * c.0 + 0.7151522 * c.1 + 0.0721750 * c.2
    let z = (0.0193339 * c.0 + 0.1191920 * c.1 + 0.9503041 * c.2) / 1.08883
    func f(_ t: Double) -> Double { t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116 }
    return (116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z)))
  }

  /// CIEDE2000 (Sharma, Wu and Dalal 2005).
  static func deltaE(_ a: Vector, _ b: Vector) -> Double {
    let meanC = (hypot(a.1, a.2) + hypot(b.1, b.2)) / 2
    let g = 0.5 * (1 - (pow(meanC, 7) / (pow(meanC, 7) + pow(25, 7))).squareRoot())
    let (a1, b1) = ((1 + g) * a.1, (1 + g) * b.1)
    let (c1, c2) = (hypot(a1, a.2), hypot(b1, b.2))
    func hue(_ x: Double, _ y: Double) -> Double {
      let angle = atan2(y, x) * 180 / .pi
      return x == 0 && y == 0 ? 0 : angle < 0 ? angle + 360 : angle
    }
    let (h1, h2) = (hue(a1, a.2), hue(b1, b.2))
    var dh = c1 * c2 == 0 ? 0 : h2 - h1
    if dh > 180 { dh -= 360 } else if dh < -180 { dh += 360 }
    let dH = 2 * (c1 * c2).squareRoot() * sin(dh * .pi / 360)
    let (l, c) = ((a.0 + b.0) / 2, (c1 + c2) / 2)
    var h = h1 + h2
    if c1 * c2 != 0 {
      if abs(h1 - h2) > 180 { h += h < 360 ? 360 : -360 }
      h /= 2
    }
    func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
    let t =
      1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6)
      - 0.2 * cosine(4 * h - 63)
    let sl = 1 + 0.015 * pow(l - 50, 2) / (20 + pow(l - 50, 2)).squareRoot()
    let (sc, sh) = (1 + 0.045 * c, 1 + 0.015 * c * t)
    let rotation = 60 * exp(-pow((h - 275) / 25, 2))
    let rc = 2 * (pow(c, 7) / (pow(c, 7) + pow(25, 7))).squareRoot()
    let rt = -sin(rotation * .pi / 180) * rc
    let (dl, dc, dhh) = ((b.0 - a.0) / sl, (c2 - c1) / sc, dH / sh)
    return (dl * dl + dc * dc + dhh * dhh + rt * dc * dhh).squareRoot()
  }

  /// Pairs 1, 4, 7 and 13 of Sharma's published test data.
  @Test(
    arguments: [
      ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
      ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
      ((50, 0, 0), (50, -1, 2), 2.3669), ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ] as [(Vector, Vector, Double)])
  func theFormulaIsRight(a: Vector, b: Vector, expected: Double) {
    #expect(abs(Self.deltaE(a, b) - expected) < 1e-4)
  }

  @Test(arguments: [(Theme.darkClasses, 16.0), (Theme.lightClasses, 14.8)])
  func tenClassesCanBeToldApartByEveryone(palette: [UInt8], least: Double) {
    for (name, sight) in Self.sights {
      let colors = palette.map { Self.lab(Self.seen(Self.linear($0), by: sight)) }
      for i in 0..<10 {
        for j in 0..<i {
          #expect(Self.deltaE(colors[i], colors[j]) >= least, "\(name): \(i) and \(j)")
        }
      }
    }
  }

  /// The contrast ratio of WCAG 2, at least 3 to 1 for marks.
  @Test(arguments: [
    (Theme.darkClasses, 0.0), (Theme.darkClasses, 0.0130), (Theme.lightClasses, 1.0),
  ])
  func classesStandOutFromTheBackground(palette: [UInt8], background: Double) {
    for index in palette {
      let c = Self.linear(index)
      let light = 0.2126 * c.0 + 0.7152 * c.1 + 0.0722 * c.2
      let ratio = (max(light, background) + 0.05) / (min(light, background) + 0.05)
      #expect(ratio >= 2.99, "color \(index): \(ratio)")
    }
  }

  /// In high contrast classes keep their ten colors, of which the above holds, nothing is faint, and what has another
  /// color stands out by 7 to 1 (WCAG 2, level AAA).
  @Test(arguments: Background.allCases)
  func highContrastStandsOut(background: Background) {
    let usual = Theme(Capabilities(background: background))
    let strong = Theme(Capabilities(background: background, contrast: .high))
    #expect((0..<10).map(strong.classStyle) == (0..<10).map(usual.classStyle))
    for style in [strong.faint, strong.frame, strong.envelope] { #expect(style == .plain) }
    let behind = background == .dark ? 0.0130 : 1.0
    for style in [strong.focusedFrame, strong.train, strong.test, strong.warning] {
      guard case .indexed(let index) = style.foreground else {
        Issue.record("\(style)")
        continue
      }
      let c = Self.linear(index)
      let light = 0.2126 * c.0 + 0.7152 * c.1 + 0.0722 * c.2
      let ratio = (max(light, behind) + 0.05) / (min(light, behind) + 0.05)
      #expect(ratio >= 7 && style.attributes.contains(.bold), "color \(index): \(ratio)")
    }
  }

  @Test func withoutColorNothingIsColored() {
    let theme = Theme(Capabilities(colors: .none))
    let styles =
      (0..<10).map(theme.classStyle) + [
        theme.faint, theme.frame, theme.focusedFrame, theme.bar, theme.train, theme.test,
        theme.warning,
      ]
    #expect(styles.allSatisfy { $0.foreground == .terminal && $0.background == .terminal })
  }
}
