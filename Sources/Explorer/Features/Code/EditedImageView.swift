internal import Autoencoders
internal import TerminalUI

/// The image that the edited code decodes to, beside the image it came from and its reconstruction.
struct EditedImageView: Widget {
  let edited: [Float]?
  /// What the code decoded to before it was edited.
  let reconstruction: [Float]?
  /// The image itself.
  let original: [Float]?
  let shape: FeatureShape
  let shading: ImageShading
  let gamma: Float
  let theme: Theme
  let isFocused: Bool
  /// Of which image they are.
  let source: [Span]

  private struct Part {
    let name: String
    let pixels: [Float]?
  }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let parts = self.parts(in: Frame.interior(of: area))
    buffer.draw(
      Frame(
        theme,
        title: .fitting(
          [[Span("decoded image", theme.strong)], source], room: Frame.room(in: area)),
        isFocused: isFocused), in: area)
    let interior = Frame.interior(of: area)
    guard parts.count > 1 else {
      draw(parts[0], in: interior, into: &buffer)
      return
    }
    for (row, places) in interior.rows((parts.count + 1) / 2).enumerated() {
      for (column, place) in places.columns(2).enumerated() {
        let index = 2 * row + column
        guard parts.indices.contains(index) else { continue }
        draw(parts[index], in: place, into: &buffer)
        buffer.write(
          parts[index].name, column: place.column, row: place.row, style: theme.faint,
          limit: place.width)
      }
    }
  }

  /// All that there is, where there is room for more than the edited image.
  private func parts(in area: Rect) -> [Part] {
    let edited = Part(name: "decoded image", pixels: self.edited)
    guard area.width >= 2 * shape.width, area.height >= shape.height, let reconstruction else {
      return [edited]
    }
    var parts = [
      Part(name: "as edited", pixels: self.edited),
      Part(name: "reconstruction", pixels: reconstruction),
    ]
    if let original { parts.append(Part(name: "original", pixels: original)) }
    if let now = self.edited, now.count == reconstruction.count {
      let changes = zip(now, reconstruction).map { abs($0 - $1) }
      parts.append(Part(name: "change", pixels: changes))
    }
    return parts
  }

  private func draw(_ part: Part, in area: Rect, into buffer: inout CellBuffer) {
    guard let pixels = part.pixels, pixels.count == shape.count else { return }
    buffer.draw(
      ImageView(
        pixels, width: shape.width, height: shape.height, channels: shape.channels,
        shading: shading, theme: theme, gamma: gamma),
      in: area)
  }
}
