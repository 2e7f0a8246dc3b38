internal import Autoencoders
internal import TerminalUI

/// The decoded image of one run less that of the other, pixel by pixel.
struct DifferenceView: Widget {
  let first: [Float]?
  let second: [Float]?
  let shape: FeatureShape
  let pixelStyle: PixelStyle
  let isFocused: Bool

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let theme = pixelStyle.theme
    let minus = theme.usesUnicode ? "−" : "-"
    buffer.draw(
      Frame(
        theme, title: [Span("A \(minus) B", theme.strong)], footnote: footnote(theme),
        isFocused: isFocused), in: area)
    guard let differences else { return }
    let size = Size(width: shape.width, height: shape.height)
    buffer.draw(
      SignedPictureView(
        picture: Picture(pixels: differences, size: size, channels: shape.channels), pixels: size,
        scale: 1, hasSigns: true, pixelStyle: pixelStyle),
      in: Frame.interior(of: area))
  }

  private func footnote(_ theme: Theme) -> [Span] {
    guard let mean = Self.mean(first, second) else { return [] }
    return [
      Span("mean |A\(theme.usesUnicode ? "−" : "-")B| \(fixed(mean, decimals: 3))", theme.faint)
    ]
  }

  private var differences: [Float]? {
    guard let first, let second, first.count == shape.count, second.count == shape.count else {
      return nil
    }
    return zip(first, second).map { $0 - $1 }
  }

  /// The mean absolute difference of two images, of pixels from 0 to 1; nil where they are not of one size.
  static func mean(_ first: [Float]?, _ second: [Float]?) -> Double? {
    guard let first, let second, first.count == second.count, !first.isEmpty else { return nil }
    return zip(first, second).reduce(0) { $0 + Double(abs($1.0 - $1.1)) } / Double(first.count)
  }
}
