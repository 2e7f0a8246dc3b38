internal import Foundation

/// A gray picture in cells: two pixels a cell, one above the other, or each pixel as large as there is
/// room for.
public struct ImageView: Widget {
  private let pixels: [Float]
  private let width: Int
  private let height: Int
  private let shading: ImageShading
  private let theme: Theme
  private let gamma: Float

  /// - Parameters:
  ///   - pixels: values from 0 to 1, row by row.
  ///   - gamma: the exponent applied to each value.
  public init(
    _ pixels: [Float], width: Int, height: Int, shading: ImageShading = .ascii, theme: Theme,
    gamma: Float = 1
  ) {
    precondition(pixels.count == width * height, "\(pixels.count) pixels for \(width)x\(height)")
    self.pixels = pixels
    self.width = width
    self.height = height
    self.shading = shading
    self.theme = theme
    self.gamma = gamma
  }

  /// Cells of the picture where two pixels share a cell.
  public var compactSize: Size { Size(width: width, height: (height + 1) / 2) }
  /// Cells of the picture where each pixel takes two columns.
  public var largeSize: Size { largeSize(1) }

  /// Cells where each pixel takes `scale` rows and twice as many columns.
  private func largeSize(_ scale: Int) -> Size {
    Size(width: 2 * scale * width, height: scale * height)
  }

  /// Draws the picture in the middle of `area`, as large as fits; what does not fit at all is cut.
  public func render(in area: Rect, into buffer: inout CellBuffer) {
    guard width > 0, height > 0 else { return }
    let shader = shading.shader(theme)
    let scale = min(area.width / (2 * width), area.height / height)
    let place = area.centered(scale > 0 ? largeSize(scale) : compactSize)
    for row in 0..<place.height {
      for column in 0..<place.width {
        buffer[place.column + column, place.row + row] =
          scale > 0
          ? shader.cell(value(column / (2 * scale), row / scale))
          : shader.cell(upper: value(column, 2 * row), lower: value(column, 2 * row + 1))
      }
    }
  }

  /// What is no number counts as zero.
  private func value(_ x: Int, _ y: Int) -> Float {
    guard x < width, y < height else { return 0 }
    let value = min(max(0, pixels[y * width + x]), 1)
    return gamma == 1 ? value : pow(value, gamma)
  }
}
