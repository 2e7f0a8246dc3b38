internal import FileFormats

extension ScatterPicture {
  /// The picture as a PNG file; classes are numbered in the legend.
  package func pngBytes() -> [UInt8] {
    var canvas = DiscCanvas(
      width: Int(Self.side + Self.legendWidth), height: Int(Self.side), paper: paper)
    for dot in dots {
      canvas.draw(x: dot.x, y: dot.y, radius: dotRadius, color(of: dot.label), Self.opacity)
    }
    for (index, entry) in legend.enumerated() {
      let place = legendPlace(index)
      canvas.draw(x: place.x, y: place.y, radius: 7, color(of: entry.label), 1)
      canvas.write(entry.label, left: Int(place.x) + 18, top: Int(place.y) - 7, ink)
    }
    return canvas.image.pngBytes()
  }
}

/// Pixels that discs with soft edges and digits are drawn on.
private struct DiscCanvas {
  private let width: Int
  private let height: Int
  private var pixels: [UInt8]

  init(width: Int, height: Int, paper: ScatterPicture.Color) {
    self.width = width
    self.height = height
    pixels = (0..<width * height).flatMap { _ in [paper.red, paper.green, paper.blue] }
  }

  var image: ColorImage { ColorImage(height: height, width: width, pixels: pixels) }

  mutating func draw(
    x: Double, y: Double, radius: Double, _ color: ScatterPicture.Color, _ opacity: Double
  ) {
    let reach = radius + 1
    for row in Int(y - reach)...Int(y + reach) {
      for column in Int(x - reach)...Int(x + reach) {
        let (dx, dy) = (Double(column) + 0.5 - x, Double(row) + 0.5 - y)
        let coverage = radius + 0.5 - (dx * dx + dy * dy).squareRoot()
        blend(column, row, color, opacity * min(max(coverage, 0), 1))
      }
    }
  }

  /// Writes a number, two pixels to each dot of a digit.
  mutating func write(_ number: Int, left: Int, top: Int, _ color: ScatterPicture.Color) {
    for (place, digit) in String(number).compactMap(\.wholeNumberValue).enumerated() {
      for (row, bits) in Self.digits[digit].enumerated() {
        for column in 0..<5 where bits & (16 >> UInt8(column)) != 0 {
          for part in 0..<4 {
            blend(
              left + 12 * place + 2 * column + part % 2, top + 2 * row + part / 2, color, 1)
          }
        }
      }
    }
  }

  private mutating func blend(
    _ column: Int, _ row: Int, _ color: ScatterPicture.Color, _ opacity: Double
  ) {
    guard opacity > 0, (0..<width).contains(column), (0..<height).contains(row) else { return }
    let first = 3 * (row * width + column)
    for (offset, value) in [color.red, color.green, color.blue].enumerated() {
      let old = Double(pixels[first + offset])
      pixels[first + offset] = UInt8((old + opacity * (Double(value) - old)).rounded())
    }
  }

  /// Rows from the top, five dots each, the left one in bit 4.
  private static let digits: [[UInt8]] = [
    [14, 17, 19, 21, 25, 17, 14], [4, 12, 4, 4, 4, 4, 14], [14, 17, 1, 2, 4, 8, 31],
    [31, 2, 4, 2, 1, 17, 14], [2, 6, 10, 18, 31, 2, 2], [31, 16, 30, 1, 1, 17, 14],
    [6, 8, 16, 30, 17, 17, 14], [31, 1, 2, 4, 8, 8, 8], [14, 17, 17, 14, 17, 17, 14],
    [14, 17, 17, 15, 1, 2, 12],
  ]
}
