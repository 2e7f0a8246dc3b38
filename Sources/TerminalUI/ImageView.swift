internal import Foundation

/// A gray picture in cells.
///
/// Two pixels a cell with half blocks where there are 26 grays, characters of measured ink elsewhere;
/// twice as large where there is room.
public struct ImageView: Widget {
  private let pixels: [Float]
  private let width: Int
  private let height: Int
  private let theme: Theme
  private let gamma: Float

  /// - Parameters:
  ///   - pixels: values from 0 to 1, row by row.
  ///   - gamma: the exponent applied to each value.
  public init(_ pixels: [Float], width: Int, height: Int, theme: Theme, gamma: Float = 1) {
    precondition(pixels.count == width * height, "\(pixels.count) pixels for \(width)x\(height)")
    self.pixels = pixels
    self.width = width
    self.height = height
    self.theme = theme
    self.gamma = gamma
  }

  /// Cells of the picture at its two sizes.
  public var compactSize: Size { Size(width: width, height: (height + 1) / 2) }
  /// Cells of the picture where each pixel takes two columns.
  public var largeSize: Size { Size(width: 2 * width, height: height) }

  /// Draws the picture in the middle of `area`, at the larger size where it fits.
  public func render(in area: Rect, into buffer: inout CellBuffer) {
    let isLarge = area.width >= largeSize.width && area.height >= largeSize.height
    let place = area.centered(isLarge ? largeSize : compactSize)
    for row in 0..<place.height {
      for column in 0..<place.width {
        buffer[place.column + column, place.row + row] =
          isLarge ? largeCell(column, row) : compactCell(column, row)
      }
    }
  }

  private func value(_ x: Int, _ y: Int) -> Float {
    guard x < width, y < height else { return 0 }
    let value = min(max(0, pixels[y * width + x]), 1)
    return gamma == 1 ? value : pow(value, gamma)
  }

  private var hasGrays: Bool { theme.capabilities.colors == .indexed }

  private func largeCell(_ column: Int, _ row: Int) -> Cell {
    let value = value(column / 2, row)
    return hasGrays
      ? Cell(" ", Style(.terminal, on: .gray(value)))
      : Cell(Self.inkGlyph(luminance: linear(value)))
  }

  private func compactCell(_ column: Int, _ row: Int) -> Cell {
    let (upper, lower) = (value(column, 2 * row), value(column, 2 * row + 1))
    if hasGrays, theme.usesUnicode { return Cell("▀", Style(.gray(upper), on: .gray(lower))) }
    let luminance = (linear(upper) + linear(lower)) / 2
    return hasGrays
      ? Cell(" ", Style(.terminal, on: .gray(encoded(luminance))))
      : Cell(Self.inkGlyph(luminance: luminance))
  }

  /// Linear light of an sRGB value.
  private func linear(_ value: Float) -> Float {
    value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// The sRGB value of linear light.
  private func encoded(_ light: Float) -> Float {
    light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
  }

  /// Characters with the lightness of their ink, measured in DejaVu Sans Mono from 12 to 64 pixels;
  /// the order holds at every size, regular and bold.
  package static let inkRamp: [(glyph: Unicode.Scalar, lightness: Float)] = [
    (" ", 0), (".", 19), (":", 28), (";", 32), (">", 38), ("=", 42), ("X", 51), ("#", 56),
  ]

  /// The character whose ink comes nearest to a light, white being all the ink there is.
  package static func inkGlyph(luminance: Float) -> Unicode.Scalar {
    let lightness = luminance > 0.008856 ? 116 * cbrt(luminance) - 16 : 903.3 * luminance
    let wanted = lightness / 100 * 56
    return inkRamp.min { abs($0.lightness - wanted) < abs($1.lightness - wanted) }?.glyph ?? " "
  }
}
