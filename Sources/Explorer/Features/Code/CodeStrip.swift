internal import TerminalUI

/// The images along the chosen latent, all other values held.
struct CodeStrip {
  let run: OpenRun
  let shading: ImageShading
  let isFocused: Bool
  let theme: Theme

  var view: StripView {
    if let analogy = run.code.analogy, analogy.answer == run.latent.cursor {
      return AnalogyStrip(
        analogy: analogy, run: run, shading: shading, isFocused: isFocused, theme: theme
      ).view
    }
    let strip = run.strips.strip(.latent)
    let values = strip.map(chosenValues) ?? []
    let items = values.indices.map { index in
      StripView.Item(
        pixels: strip?.images[index],
        caption: [Span(fixed(Double(values[index]), decimals: 2), theme.faint)])
    }
    return StripView(
      title: title, items: items, imageShape: run.imageShape, current: nearest(values),
      shading: shading, gamma: run.image.gamma, theme: theme, isFocused: isFocused)
  }

  /// The chosen value of each code; none where the codes are of a series along something else.
  private func chosenValues(of strip: DecodedStrip) -> [Float] {
    let values = strip.request.codes.compactMap(run.code.chosenValue)
    guard run.code.chosenDirection != nil else {
      return strip.varies(only: run.code.selected) ? values : []
    }
    let range = CodeFeature.directionRange
    let isOfDirection =
      abs((values.first ?? 0) - range.lowerBound) < 1e-3
      && abs((values.last ?? 0) - range.upperBound) < 1e-3
    return isOfDirection ? values : []
  }

  private var title: [[Span]] {
    if let direction = run.code.chosenDirection, let ends = run.code.directions.ends {
      return DirectionTitle(ends: ends, direction: direction, theme: theme).parts
    }
    return [
      [Span("along z\(run.code.selected + 1)", theme.strong)],
      [Span("all other values held", theme.faint)],
      [Span("under each: its value; framed: the nearest to the code's", theme.faint)],
    ]
  }

  /// The place of the value nearest to the one under the cursor.
  private func nearest(_ values: [Float]) -> Int? {
    guard let own = run.code.chosenValue(of: run.latent.cursor) else { return nil }
    return values.indices.min { abs(values[$0] - own) < abs(values[$1] - own) }
  }
}
