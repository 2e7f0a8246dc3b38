internal import Autoencoders
internal import TerminalUI

/// The image that the code under the cursor decodes to, and which codes lie near it.
struct DecodedImageView: Widget {
  /// Which of two runs it is of; nil where there is one.
  var letter: String?
  let image: ImageFeature
  /// Its shape.
  let shape: FeatureShape
  let shading: ImageShading
  /// The code under the cursor.
  let code: [Float]
  /// The codes nearest to it, nearest first.
  let neighbors: [LatentMap.Neighbor]
  /// What the classes are called.
  let classes: RunClasses
  /// How well it lies among them; nil where that is not known.
  let reading: OnDataReading?
  /// It is decoded with weights of 8 bits.
  let hasRoundedWeights: Bool
  let theme: Theme
  let isFocused: Bool

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let room = Frame.room(in: area)
    buffer.draw(
      Frame(
        theme, title: title(room: room), footnote: .fitting(footnote, room: room),
        isFocused: isFocused), in: area)
    guard let pixels = image.decoded?.pixels, pixels.count == shape.count else {
      return
    }
    buffer.draw(
      ImageView(
        pixels, width: shape.width, height: shape.height, channels: shape.channels,
        shading: shading, theme: theme, gamma: image.gamma),
      in: Frame.interior(of: area))
  }

  /// What it is, and the code it is decoded from; the code alone where there is little room.
  private func title(room: Int) -> [Span] {
    let values = code.prefix(2).map { signed(Double($0)) }.joined(separator: " ")
    let more = code.count > 2 ? (theme.usesUnicode ? " …" : " ...") : ""
    let name = Span(letter.map { "\($0)  " } ?? "decoded image  ", theme.strong)
    let place = [Span("z", theme.strong), Span(" = \(values)\(more)")]
    return name.width + place.width <= room ? [name] + place : place
  }

  private func signed(_ value: Double) -> String {
    let text = number(abs(value), decimals: 3, cells: 7)
    let minus = theme.usesUnicode ? "−" : "-"
    return (value < 0 && Double(text) != 0 ? minus : "+") + text
  }

  /// What is near, and how the image is drawn where that is not as it is.
  private var footnote: [[Span]] {
    let gamma =
      image.gamma == 1
      ? [] : [Span("gamma \(fixed(Double(image.gamma), decimals: 1))", theme.faint)]
    let nearby = NearbyCodes(neighbors, classes: classes, theme: theme).spans
    let weights = hasRoundedWeights ? [Span("weights of 8 bits", theme.faint)] : []
    guard let onData = reading?.onData else { return [nearby, gamma, weights] }
    let text = "on data \(fixed(onData, decimals: 2))"
    return onData < Self.leastOnData
      ? [[Span("off data", theme.warning)], nearby, gamma, weights]
      : [nearby, gamma, weights, [Span(text, theme.faint)]]
  }

  /// Below this the codes nearby say nothing of the image.
  private static let leastOnData = 0.05
}
