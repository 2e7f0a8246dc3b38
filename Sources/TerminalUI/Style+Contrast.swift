internal import Foundation

extension Color {
  /// The relative luminance of WCAG 2, from 0 for black to 1 for white; nil for the terminal's own colors.
  package var luminance: Double? {
    guard let rgb else { return nil }
    func linear(_ byte: UInt8) -> Double {
      let value = Double(byte) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(rgb.red) + 0.7152 * linear(rgb.green) + 0.0722 * linear(rgb.blue)
  }

  /// The contrast ratio of WCAG 2, from 1 to 21; nil where one of both is the terminal's own.
  package func contrast(to other: Color) -> Double? {
    guard let luminance, let otherLuminance = other.luminance else { return nil }
    return (max(luminance, otherLuminance) + 0.05) / (min(luminance, otherLuminance) + 0.05)
  }
}

extension Style {
  /// The least contrast at which marks can be told from what is behind them (WCAG 2.1, 1.4.11).
  private static let leastContrast = 3.0

  /// The style before a background that is there already, where it stands out from it well enough; else as
  /// it is.
  func before(_ ground: Color) -> Style {
    guard background == .terminal, let contrast = foreground.contrast(to: ground),
      contrast >= Self.leastContrast
    else { return self }
    return Style(foreground, on: ground, attributes)
  }
}
